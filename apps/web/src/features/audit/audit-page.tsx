import { SegmentedControl } from '@mantine/core';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useCallback } from 'react';
import { Page } from '../../ui/page';
import type { Params } from '../../ui/query/grammar';
import { EventsSearch } from './events-search';
import { ExecutionsSearch } from './executions-search';
import { VerifyButton } from './verify-button';

/** Who did what, when and why, over the whole log; and proof that nothing in it was changed. */
export const AuditPage = () => {
  const search: Params = useSearch({ from: '/inside/audit' });
  const navigate = useNavigate({ from: '/audit' });
  const { show, id, ...params } = search;
  const isRuns = show === 'runs';
  const open = useCallback(
    (event: string | undefined) => void navigate({ search: (old) => ({ ...old, id: event }), replace: true }),
    [navigate],
  );
  return (
    <Page
      fill={!isRuns}
      title="Audit"
      lead="Nothing here can be changed or deleted, by anyone. Facts are chained by hashes and kept for good."
      actions={
        <>
          <SegmentedControl
            aria-label="Search for"
            size="sm"
            value={isRuns ? 'runs' : 'events'}
            onChange={(value) => void navigate({ search: { show: value === 'runs' ? 'runs' : undefined, ...commonOf(params) } })}
            data={[
              { value: 'events', label: 'Events' },
              { value: 'runs', label: 'Runs' },
            ]}
          />
          <VerifyButton />
        </>
      }
    >
      {isRuns ? (
        <ExecutionsSearch params={params} onParams={(next) => void navigate({ search: { ...next, show: 'runs' } })} />
      ) : (
        <EventsSearch
          params={params}
          opened={id}
          onParams={(next) => void navigate({ search: next })}
          onOpen={open}
          onView={(next) => void navigate({ search: next })}
        />
      )}
    </Page>
  );
};

/** Filters that both searches know stay when one changes between them. */
const commonOf = ({ workflow, agent, from, to }: Params) => ({ workflow, agent, from, to });
