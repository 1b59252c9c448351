import { Tabs } from '@mantine/core';
import type { ReplayView, RunView } from '@mc/contracts';
import { setPreferences } from '../../ui/preferences';
import { CompareTab } from './compare/compare-tab';
import { CostTab } from './cost-tab';
import { DataTab } from './data-tab';
import { EventsTab } from './events/events-tab';
import { GraphTab } from './graph-tab';
import classes from './run.module.css';
import { RunAudit } from './run-audit';
import { TimelineTab } from './timeline/timeline-tab';
import { defaultTab, type RunAddress } from './use-run-view';

interface Props {
  readonly run: RunView;
  readonly replay: ReplayView | null;
  readonly address: RunAddress;
}

/** The views of a run; all share one selected step. */
export const RunTabs = ({ run, replay, address }: Props) => {
  const { step, setStep, at } = address;
  const comparing = address.with !== undefined || address.against !== null;
  const tab = address.tab ?? (comparing ? 'compare' : defaultTab(run));
  const until = at ?? run.revision;
  const choose = (value: string | null) => {
    if (value === 'timeline' || value === 'graph') setPreferences({ runTab: value });
    address.set({ tab: value ?? undefined });
  };
  return (
    <Tabs className={classes.tabs ?? ''} value={tab} onChange={choose} keepMounted={false}>
      <Tabs.List className={classes.tabList ?? ''}>
        <Tabs.Tab value="timeline">Timeline</Tabs.Tab>
        <Tabs.Tab value="graph">Graph</Tabs.Tab>
        <Tabs.Tab value="events">Events ({until + 1})</Tabs.Tab>
        <Tabs.Tab value="cost">Cost</Tabs.Tab>
        <Tabs.Tab value="data">Inputs and outputs</Tabs.Tab>
        <Tabs.Tab value="audit">Audit</Tabs.Tab>
        {comparing || tab === 'compare' ? <Tabs.Tab value="compare">Compare</Tabs.Tab> : null}
      </Tabs.List>
      <Tabs.Panel value="timeline" className={classes.fillPanel ?? ''}>
        <TimelineTab run={run} at={at} atTime={replay?.atTime ?? null} selected={step} onSelect={setStep} />
      </Tabs.Panel>
      <Tabs.Panel value="graph" className={classes.fillPanel ?? ''}>
        <GraphTab run={run} selected={step} onSelect={setStep} />
      </Tabs.Panel>
      <Tabs.Panel value="events" className={classes.fillPanel ?? ''}>
        <EventsTab runId={run.runId} until={until} past={at !== null} step={step} onAt={address.setAt} onStep={setStep} />
      </Tabs.Panel>
      <Tabs.Panel value="cost" className={classes.scrollPanel ?? ''}>
        <CostTab run={run} past={at !== null} onStep={setStep} />
      </Tabs.Panel>
      <Tabs.Panel value="data" className={classes.scrollPanel ?? ''}>
        <DataTab run={run} replay={replay} onStep={setStep} />
      </Tabs.Panel>
      <Tabs.Panel value="audit" className={classes.scrollPanel ?? ''}>
        <RunAudit run={run} until={until} />
      </Tabs.Panel>
      <Tabs.Panel value="compare" className={classes.scrollPanel ?? ''}>
        <CompareTab run={run} address={address} />
      </Tabs.Panel>
    </Tabs>
  );
};
