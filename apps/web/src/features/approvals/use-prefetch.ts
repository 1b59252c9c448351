import { type QueryClient, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { approvalQuery, similarQuery } from '../../api/approvals';
import type { InboxRow } from './queue';

/** All that a request needs to be shown whole, as it is now; what is at hand and fresh is not read again. */
export const readAhead = (client: QueryClient, id: string): Promise<unknown> =>
  Promise.all([client.prefetchQuery(approvalQuery(id)), client.prefetchQuery(similarQuery(id))]);

/** Reads the neighbours of the open request ahead, so that going on never waits. */
export const usePrefetch = (rows: readonly InboxRow[], at: number): void => {
  const client = useQueryClient();
  const near = at < 0 ? '' : [rows[at + 1]?.id, rows[at - 1]?.id, rows[at + 2]?.id].filter((id) => id !== undefined).join(' ');
  useEffect(() => {
    for (const id of near.split(' ')) if (id !== '') void readAhead(client, id);
  }, [client, near]);
};
