import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import type { ProblemView } from '../api/problem';
import { TimeText } from './time-text';

/** What a person can do about a refusal; nothing where its own words say it all. */
export const ProblemHelp = ({ problem }: { problem: ProblemView }): ReactNode => {
  if (problem.code !== 'limit_exceeded') return null;
  const { to } = (problem.more.limit ?? {}) as { readonly to?: unknown };
  return (
    <ul>
      <li>
        Have the limit raised under{' '}
        <Link to="/costs" search={{ tab: 'limits' }}>
          Costs, Limits
        </Link>
        , where it says which runs hold what of it.
      </li>
      <li>Give the run a tighter cap: it takes no more of the limit than that.</li>
      {typeof to === 'string' ? (
        <li>
          Wait: the limit begins anew <TimeText at={to} />.
        </li>
      ) : null}
    </ul>
  );
};
