import type { UseQueryResult } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { statusOf } from '../api/problem';
import { Page } from './page';
import { ErrorPane, Loaded } from './states';

interface Props<Data> {
  readonly query: UseQueryResult<Data>;
  /** What is looked for, as in "There is no such run". */
  readonly what: string;
  readonly children: (data: Data) => ReactNode;
}

/** A page that is nothing without its one read: waits for it, or says why it is not there. */
export const PageLoaded = <Data,>({ query, what, children }: Props<Data>) => {
  if (query.data === undefined && query.isError) {
    const title = statusOf(query.error) === 404 ? `There is no such ${what}` : `This ${what} could not be read`;
    return (
      <Page title={title}>
        <ErrorPane error={query.error} onRetry={() => void query.refetch()} />
      </Page>
    );
  }
  return (
    <Loaded query={query} rows={10}>
      {children}
    </Loaded>
  );
};
