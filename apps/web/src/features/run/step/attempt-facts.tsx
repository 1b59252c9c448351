import type { AttemptView } from '@mc/contracts';
import { Money, TokenPair } from '../../../ui/amounts';
import { IdChip } from '../../../ui/id-chip';
import { DurationText, TimeText } from '../../../ui/time-text';
import classes from './inspector.module.css';

export const ATTEMPT_WORDS: Record<AttemptView['status'], string> = {
  open: 'at work',
  completed: 'completed',
  failed: 'failed',
  stopped: 'stopped',
  unknown: 'outcome unknown',
  written_off: 'written off',
};

/** One attempt in figures: how it ended, what it used, by which keys it is known. */
export const AttemptFacts = ({ attempt }: { attempt: AttemptView }) => (
  <dl className={classes.facts}>
    <dt>Attempt</dt>
    <dd>
      {attempt.attempt}: {ATTEMPT_WORDS[attempt.status]}
      {attempt.resends > 0 ? `, sent again ${attempt.resends} times under the same key` : ''}
    </dd>
    <dt>Sent</dt>
    <dd>
      <TimeText at={attempt.dispatchedAt} />, {attempt.endedAt === null ? 'at work for' : 'took'}{' '}
      <DurationText from={attempt.dispatchedAt} to={attempt.endedAt} />
    </dd>
    <dt>To</dt>
    <dd>
      {attempt.input.agent} via {attempt.input.gateway}, {attempt.input.model}
    </dd>
    <dt>Reserved</dt>
    <dd>
      <Money cents={attempt.reservedCents} />
    </dd>
    {attempt.usage.map((call) => (
      <div key={call.callId} className={classes.call}>
        <dt>Call</dt>
        <dd>
          {call.model}: <TokenPair input={call.inputTokens} output={call.outputTokens} final={call.final} />,{' '}
          <Money cents={call.cents} about={!call.final} />
          {call.source === 'estimate' ? <span className="dim"> (our estimate)</span> : null}
        </dd>
      </div>
    ))}
    <dt>Effect key</dt>
    <dd>
      <IdChip id={attempt.effectKey} what="effect key" />
    </dd>
    {attempt.engineRunId === null ? null : (
      <>
        <dt>Engine run</dt>
        <dd>
          <IdChip id={attempt.engineRunId} what="engine run id" />
        </dd>
      </>
    )}
    <dt>Digest</dt>
    <dd>
      <IdChip id={attempt.input.digest} what="digest" />
    </dd>
  </dl>
);
