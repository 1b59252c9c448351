import { Button, Tabs } from '@mantine/core';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { Download } from 'lucide-react';
import { costsExportAddress } from '../../api/costs';
import { useMe } from '../../api/use-me';
import { useHour } from '../../ui/clock';
import { Page } from '../../ui/page';
import type { Params } from '../../ui/query/grammar';
import { costFilters, rangeOf } from './cost-filters';
import classes from './costs.module.css';
import { LimitsTab } from './limits-tab';
import { SpendTab } from './spend-tab';

/** What all runs cost, by figures that must equal the ledger, and what they may cost together. */
export const CostsPage = () => {
  const me = useMe();
  const search: Params = useSearch({ from: '/inside/costs' });
  const navigate = useNavigate({ from: '/costs' });
  const nowMs = useHour();
  const shown = search.tab === 'limits' && me.may('budgets:read') ? 'limits' : 'spend';
  const set = (change: Record<string, string | undefined>) => void navigate({ search: (old) => ({ ...old, ...change }) });
  return (
    <Page
      title="Costs"
      lead="Every figure comes from the ledger: what is settled, by the price that was in force."
      actions={
        shown === 'spend' ? (
          <Button
            component="a"
            variant="default"
            leftSection={<Download size={15} />}
            href={costsExportAddress(costFilters(search, rangeOf(search, nowMs)))}
            download
          >
            CSV
          </Button>
        ) : null
      }
    >
      <Tabs
        value={shown}
        onChange={(value) => set({ tab: value === 'limits' ? value : undefined, id: undefined })}
        keepMounted={false}
      >
        <Tabs.List>
          <Tabs.Tab value="spend">Spend</Tabs.Tab>
          {me.may('budgets:read') ? <Tabs.Tab value="limits">Limits</Tabs.Tab> : null}
        </Tabs.List>
        <Tabs.Panel value="spend" className={classes.tab ?? ''}>
          <SpendTab params={search} nowMs={nowMs} onParams={set} />
        </Tabs.Panel>
        <Tabs.Panel value="limits" className={classes.tab ?? ''}>
          <LimitsTab open={search.id} onOpen={(id) => set({ id })} />
        </Tabs.Panel>
      </Tabs>
    </Page>
  );
};
