import { SegmentedControl } from '@mantine/core';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { Page } from '../../ui/page';
import type { Params } from '../../ui/query/grammar';
import { EventsSearch } from './events-search';
import { ExecutionsSearch } from './executions-search';
import { VerifyButton } from './verify-button';

/** Who did what, when and why, over the whole log; and proof that nothing in it was changed. */
export const AuditPage = () => {
  const search: Params = useSearch({ from: '/inside/audit' });
  const navigate = useNavigate({ from: '/audit' });
  const show = search.show === 'events' ? 'events' : 'runs';
  const setParams = (params: Record<string, string>) => void navigate({ search: { ...params, show } });
  const { show: _shown, ...params } = search;
  return (
    <Page
      title="Audit"
      lead="Nothing here can be changed or deleted, by anyone. Facts are chained by hashes and kept for good."
      actions={<VerifyButton />}
    >
      <div>
        <SegmentedControl
          aria-label="Search for"
          size="sm"
          value={show}
          onChange={(value) => void navigate({ search: { show: value, ...commonOf(params) } })}
          data={[
            { value: 'runs', label: 'Runs' },
            { value: 'events', label: 'Events' },
          ]}
        />
      </div>
      {show === 'runs' ? (
        <ExecutionsSearch params={params} onParams={setParams} />
      ) : (
        <EventsSearch params={params} onParams={setParams} />
      )}
    </Page>
  );
};

/** Filters that both searches know stay when one changes between them. */
const commonOf = ({ workflow, agent, from, to }: Params) => ({ workflow, agent, from, to });
