import type { RunSummary } from '@mc/contracts';
import { TimeLeft } from '../../ui/time-text';

/** What the run waits for, or what it failed of. */
export const WaitingOn = ({ run }: { run: RunSummary }) => {
  if (run.firstError !== null && run.status === 'failed') {
    return (
      <span title={run.firstError.message}>
        <span className="mono">{run.firstError.stepKey}</span>: {run.firstError.code}
      </span>
    );
  }
  if (run.waitingOn === null) return <span className="dim">-</span>;
  return (
    <span title={run.waitingOn.message}>
      {run.waitingOn.kind.replaceAll('_', ' ')}
      {run.waitingOn.stepKey === null ? null : (
        <>
          : <span className="mono">{run.waitingOn.stepKey}</span>
        </>
      )}
      {run.waitingOn.until === null ? null : (
        <>
          , <TimeLeft until={run.waitingOn.until} />
        </>
      )}
    </span>
  );
};
