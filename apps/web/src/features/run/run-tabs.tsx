import { Tabs } from '@mantine/core';
import type { ReplayView, RunView } from '@mc/contracts';
import { CostTab } from './cost-tab';
import { EventsTab } from './events-tab';
import { GraphTab } from './graph-tab';
import { Inspector } from './inspector';
import classes from './run.module.css';
import { RunAudit } from './run-audit';
import { StepsTab } from './steps-tab';
import { defaultTab, type useRunAddress } from './use-run-view';

interface Props {
  readonly run: RunView;
  readonly replay: ReplayView | null;
  readonly address: ReturnType<typeof useRunAddress>;
}

/** The views of a run share one selected step; it is inspected beside them. */
export const RunTabs = ({ run, replay, address }: Props) => {
  const { step, setStep } = address;
  const tab = address.tab ?? defaultTab(run);
  const until = address.at ?? run.revision;
  const chosen = step === undefined ? undefined : run.steps.find(({ key }) => key === step);
  return (
    <div className={classes.body} data-inspecting={chosen !== undefined}>
      <Tabs className={classes.tabs ?? ''} value={tab} onChange={(value) => address.setTab(value ?? 'graph')} keepMounted={false}>
        <Tabs.List className={classes.tabList ?? ''}>
          <Tabs.Tab value="graph">Graph</Tabs.Tab>
          <Tabs.Tab value="steps">Steps ({run.steps.length})</Tabs.Tab>
          <Tabs.Tab value="events">Events ({until + 1})</Tabs.Tab>
          <Tabs.Tab value="cost">Cost</Tabs.Tab>
          <Tabs.Tab value="audit">Audit</Tabs.Tab>
        </Tabs.List>
        <Tabs.Panel value="graph">
          <div className={classes.canvas}>
            <GraphTab run={run} selected={step} onSelect={setStep} />
          </div>
        </Tabs.Panel>
        <Tabs.Panel value="steps">
          <StepsTab run={run} selected={step} onSelect={setStep} nowFixed={replay?.atTime ?? null} />
        </Tabs.Panel>
        <Tabs.Panel value="events">
          <EventsTab runId={run.runId} until={until} past={address.at !== null} onAt={address.setAt} />
        </Tabs.Panel>
        <Tabs.Panel value="cost">
          <CostTab run={run} past={address.at !== null} />
        </Tabs.Panel>
        <Tabs.Panel value="audit">
          <RunAudit run={run} until={until} />
        </Tabs.Panel>
      </Tabs>
      {chosen === undefined ? null : (
        <Inspector
          key={chosen.key}
          runId={run.runId}
          step={chosen}
          past={replay?.state.steps.find(({ key }) => key === chosen.key) ?? null}
          attempt={address.attempt}
          onAttempt={address.setAttempt}
          onClose={() => setStep(undefined)}
        />
      )}
    </div>
  );
};
