import { ActionIcon, Drawer, Kbd } from '@mantine/core';
import { useHotkeys } from '@mantine/hooks';
import { spotlight } from '@mantine/spotlight';
import { useQuery } from '@tanstack/react-query';
import { CatchBoundary, Link, Outlet } from '@tanstack/react-router';
import { Menu as MenuIcon, Search, UserCheck } from 'lucide-react';
import { lazy, Suspense, useEffect, useState } from 'react';
import { approvalsKey, pendingApprovalsQuery } from '../api/approvals';
import { useMe } from '../api/use-me';
import { ConnectionPill } from '../live/connection-pill';
import { useLiveSession, useTopicQueries } from '../live/live-context';
import { StaleNotice } from '../live/stale-notice';
import { environmentLook } from '../ui/environment';
import { setEnvironment, setNeedsYou } from '../ui/page-title';
import { NavLinks } from './nav-links';
import { useRecent } from './recent';
import { SchemeToggle } from './scheme-toggle';
import classes from './shell.module.css';
import { useGlobalActions } from './use-global-actions';
import { UserMenu } from './user-menu';

const Palette = lazy(() => import('./later').then((module) => ({ default: module.Palette })));
const KeysSheet = lazy(() => import('./later').then((module) => ({ default: module.KeysSheet })));

const ApprovalNotices = lazy(() =>
  import('../live/notify/approval-notices').then((module) => ({ default: module.ApprovalNotices })),
);

/** What stands around every page of a signed-in person. */
export const Shell = () => {
  const me = useMe();
  const [navOpen, setNavOpen] = useState(false);
  const [keysOpen, setKeysOpen] = useState(false);
  useLiveSession();
  useNeedsYou();
  useRecent();
  useEffect(() => setEnvironment(me.environment), [me.environment]);
  useGlobalActions(() => setKeysOpen(true));
  // Here and not in the palette, which is loaded later: a press before that must not be lost. Also from fields.
  useHotkeys([['mod+K', () => spotlight.toggle()]], []);
  return (
    <div className={classes.shell}>
      <a className={classes.skip} href="#content">
        Skip to content
      </a>
      {me.singleOperator ? <SingleOperatorBanner /> : null}
      <header className={classes.top}>
        <ActionIcon
          className={classes.burger ?? ''}
          variant="subtle"
          color="gray"
          size={34}
          aria-label="Open the navigation"
          onClick={() => setNavOpen(true)}
        >
          <MenuIcon size={18} />
        </ActionIcon>
        <Link to="/" className={classes.brand} aria-label="Mission Control, overview">
          <img src="/favicon.svg" alt="" width={24} height={24} />
          <span>Mission Control</span>
          {me.environment === null ? null : (
            <span className={classes.env} style={{ background: environmentLook(me.environment).colour }}>
              {me.environment}
            </span>
          )}
        </Link>
        <button type="button" className={classes.search} onClick={spotlight.open}>
          <Search size={15} aria-hidden />
          <span>Search or paste an id</span>
          <Kbd size="xs">Ctrl K</Kbd>
        </button>
        <div className={classes.grow} />
        <ConnectionPill />
        <SchemeToggle />
        <UserMenu />
      </header>
      <nav className={classes.nav} aria-label="Main">
        <NavLinks />
      </nav>
      <main className={classes.main} id="content" tabIndex={-1}>
        <StaleNotice />
        <Outlet />
      </main>
      <Drawer opened={navOpen} onClose={() => setNavOpen(false)} title="Mission Control" size={260}>
        <NavLinks onGo={() => setNavOpen(false)} />
      </Drawer>
      {/* What cannot be loaded is missing, and takes nothing else with it. */}
      <CatchBoundary getResetKey={() => ''} errorComponent={() => null}>
        <Suspense>{me.may('approvals:read') ? <ApprovalNotices /> : null}</Suspense>
        <Suspense>
          <Palette onKeys={() => setKeysOpen(true)} />
          {keysOpen ? <KeysSheet onClose={() => setKeysOpen(false)} /> : null}
        </Suspense>
      </CatchBoundary>
    </div>
  );
};

/** Keeps the count of open approvals fresh on every page, in the navigation, the title and the icon. */
const useNeedsYou = () => {
  const me = useMe();
  const mayRead = me.may('approvals:read');
  useTopicQueries(mayRead ? 'approvals' : null, [approvalsKey]);
  const pending = useQuery({ ...pendingApprovalsQuery, enabled: mayRead });
  const count = pending.data?.total.value ?? 0;
  useEffect(() => setNeedsYou(count), [count]);
};

const SingleOperatorBanner = () => (
  <div className={classes.banner} role="note">
    <strong>
      <UserCheck size={15} aria-hidden />
      Single-operator mode
    </strong>
    <span>One person may start a run and approve its steps; every such decision is marked.</span>
    <Link to="/settings" search={{ tab: 'policy' }}>
      Change
    </Link>
  </div>
);
