import { Button } from '@mantine/core';
import type { UseQueryResult } from '@tanstack/react-query';
import { Inbox, type LucideIcon, OctagonX, SearchX } from 'lucide-react';
import type { ReactNode } from 'react';
import { asProblem } from '../api/problem';
import { IdChip } from './id-chip';
import { ProblemHelp } from './problem-help';
import classes from './states.module.css';

interface EmptyProps {
  readonly title: string;
  readonly children?: ReactNode;
  readonly action?: ReactNode;
  readonly icon?: LucideIcon;
}

/** Nothing here yet: what this place is for, and one thing to do. */
export const EmptyState = ({ title, children, action, icon: Icon = Inbox }: EmptyProps) => (
  <div className={classes.box}>
    <Icon size={32} strokeWidth={1.4} className={classes.icon} aria-hidden />
    <h2>{title}</h2>
    {children === undefined ? null : <p>{children}</p>}
    {action}
  </div>
);

/** Filters hide everything: which ones, and a way out. */
export const FilteredEmpty = ({ filters, onClear }: { filters: readonly string[]; onClear: () => void }) => (
  <EmptyState
    icon={SearchX}
    title="Nothing matches"
    action={
      <Button variant="default" onClick={onClear}>
        {filters.length === 1 ? 'Clear the filter' : `Clear ${filters.length} filters`}
      </Button>
    }
  >
    Filtered by {filters.join(', ')}.
  </EmptyState>
);

/** What went wrong, in its own pane, with a way to try again and the id to quote. */
export const ErrorPane = ({ error, onRetry, title }: { error: unknown; onRetry?: () => void; title?: string }) => {
  const problem = asProblem(error);
  return (
    <div className={classes.error} role="alert">
      <OctagonX size={18} aria-hidden />
      <div>
        <h2>{title ?? problem.title}</h2>
        <div>{problem.detail}</div>
        {problem.errors.length === 0 ? null : (
          <ul>
            {problem.errors.map((item) => (
              <li key={`${item.path} ${item.code} ${item.message}`}>
                {item.path === '' ? '' : <code>{item.path} </code>}
                {item.message}
              </li>
            ))}
          </ul>
        )}
        <ProblemHelp problem={problem} />
        <div className={classes.foot}>
          {onRetry === undefined ? null : (
            <Button size="compact-sm" variant="default" onClick={onRetry}>
              Retry
            </Button>
          )}
          <code className="dim">{problem.code}</code>
          {problem.requestId === null ? null : <IdChip id={problem.requestId} what="request id" />}
        </div>
      </div>
    </div>
  );
};

/** Grey bars in the shape of what comes; shown only when waiting takes longer than a blink. */
export const Skeleton = ({ rows = 6 }: { rows?: number }) => (
  <div className={classes.skeleton} role="status" aria-label="Loading">
    {Array.from({ length: rows }, (_, row) => (
      // biome-ignore lint/suspicious/noArrayIndexKey: bars without identity
      <div key={row} className={classes.bar} style={{ width: `${[100, 86, 94, 72, 90, 64][row % 6]}%` }} />
    ))}
  </div>
);

interface LoadedProps<Data> {
  readonly query: UseQueryResult<Data>;
  readonly rows?: number;
  readonly children: (data: Data) => ReactNode;
}

/** The states of a read: waiting, failed, there. Old rows stay when a later read fails. */
export const Loaded = <Data,>({ query, rows, children }: LoadedProps<Data>) => {
  if (query.data !== undefined) {
    return (
      <>
        {query.isError ? (
          <ErrorPane error={query.error} onRetry={() => void query.refetch()} title="Could not be refreshed" />
        ) : null}
        {children(query.data)}
      </>
    );
  }
  if (query.isError) return <ErrorPane error={query.error} onRetry={() => void query.refetch()} />;
  return <Skeleton {...(rows === undefined ? {} : { rows })} />;
};
