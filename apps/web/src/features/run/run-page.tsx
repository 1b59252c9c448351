import { useEffect, useState } from 'react';
import { useOutputStore } from '../../live/live-context';
import { useActions } from '../../ui/actions';
import { preloadGraph } from '../../ui/graph/graph-view';
import { copyText } from '../../ui/id-chip';
import { Page } from '../../ui/page';
import { PageLoaded } from '../../ui/page-loaded';
import { runLook } from '../../ui/status';
import { ReplayBar } from './replay/replay-bar';
import classes from './run.module.css';
import { RunBanner } from './run-banner';
import { RunBody } from './run-body';
import { RunCommandsProvider, type RunDialog } from './run-context';
import { RunDialogs } from './run-dialogs';
import { RunHeader } from './run-header';
import { useBlockedReason } from './use-blocked-reason';
import { useRunAddress, useRunView } from './use-run-view';

/** One run: as it is now, live, or as it was at any of its events. */
export const RunPage = () => {
  const address = useRunAddress();
  const { live, past } = useRunView(address.runId, address.at);
  const mayBeGraph = address.tab === undefined || address.tab === 'graph';
  useEffect(() => {
    if (mayBeGraph) preloadGraph();
  }, [mayBeGraph]);
  const [dialog, setDialog] = useState<RunDialog | null>(null);
  const outputs = useOutputStore(address.runId);
  const blocked = useBlockedReason(address.at !== null);
  useActions('This run', [
    { keys: 'i', what: 'Copy the id of the run', named: true, run: () => void copyText(address.runId, 'run id') },
    {
      keys: 'L',
      what: 'Back from the past to the live run',
      named: true,
      blocked: address.at === null ? 'This is the live run.' : null,
      run: () => address.setAt(null),
    },
    { keys: 'Escape', what: 'Let go of the step', run: () => address.setStep(undefined) },
  ]);
  const name = live.data === undefined ? 'Run' : live.data.workflow.name;
  const tab = live.data === undefined ? 'Run' : `${runLook(live.data.status, live.data.hold).word} · ${name}`;
  return (
    <RunCommandsProvider value={{ open: setDialog, blocked, outputs }}>
      <PageLoaded query={live} what="run">
        {(run) => {
          const replay = address.at === null ? null : (past.data ?? null);
          const shown = replay?.state ?? run;
          return (
            <div
              className={address.at === null ? classes.whole : `${classes.whole} ${classes.past}`}
              data-past={address.at !== null}
            >
              <Page
                fill
                title={`Run of ${name}`}
                tab={tab}
                heading={
                  <RunHeader
                    run={shown}
                    now={replay?.atTime ?? null}
                    onReplay={address.at === null ? () => address.setAt(run.revision) : null}
                    onCompare={() => address.set({ tab: 'compare' })}
                  />
                }
              >
                {address.at === null ? null : (
                  <ReplayBar
                    run={run}
                    at={address.at}
                    replay={past}
                    onAt={address.setAt}
                    onCompare={(against) => address.set({ tab: 'compare', against: String(against), with: undefined })}
                    onStep={address.setStep}
                  />
                )}
                {address.at === null ? <RunBanner run={shown} onStep={address.setStep} /> : null}
                <RunBody run={shown} replay={replay} address={address} />
              </Page>
              {dialog === null ? null : <RunDialogs run={run} dialog={dialog} onClose={() => setDialog(null)} />}
            </div>
          );
        }}
      </PageLoaded>
    </RunCommandsProvider>
  );
};
