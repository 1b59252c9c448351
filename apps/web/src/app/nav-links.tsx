import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { lazy, Suspense } from 'react';
import { pendingApprovalsQuery } from '../api/approvals';
import { useMe } from '../api/use-me';
import { NAV } from './nav';
import classes from './shell.module.css';
import { useHome } from './use-home';

const NavViews = lazy(() => import('./nav-views').then((module) => ({ default: module.NavViews })));

/** The main navigation; what the caller may not see is not offered. */
export const NavLinks = ({ onGo }: { onGo?: () => void }) => {
  const me = useMe();
  const pending = useQuery({ ...pendingApprovalsQuery, enabled: me.may('approvals:read') });
  const count = pending.data?.total.value ?? 0;
  const homeOf = useHome();
  return (
    <>
      <ul className={classes.links}>
        {NAV.filter(({ permission }) => permission === null || me.may(permission)).map(({ to, label, icon: Icon }) => (
          <li key={to}>
            <Link
              to={to}
              search={homeOf(to)}
              className={classes.link}
              activeOptions={{ exact: to === '/', includeSearch: false }}
              {...(onGo === undefined ? {} : { onClick: onGo })}
            >
              <Icon size={17} aria-hidden />
              {label}
              {to === '/approvals' && count > 0 ? (
                <span className={classes.count} title={`${count} waiting for a decision`}>
                  {count > 99 ? '99+' : count}
                  <span className="sr-only"> waiting</span>
                </span>
              ) : null}
            </Link>
          </li>
        ))}
      </ul>
      {me.may('runs:read') ? (
        <Suspense>
          <NavViews {...(onGo === undefined ? {} : { onGo })} />
        </Suspense>
      ) : null}
    </>
  );
};
