import type { AttemptView, StepErrorView } from '@mc/contracts';
import type { OutputText } from '../../live/output-text';
import { Money, TokenPair } from '../../ui/amounts';
import { IdChip } from '../../ui/id-chip';
import { TextViewer } from '../../ui/text/text-viewer';
import { DurationText, TimeText } from '../../ui/time-text';
import { FailureCard } from './failure-card';
import classes from './inspector.module.css';

const WORDS: Record<AttemptView['status'], string> = {
  open: 'at work',
  completed: 'completed',
  failed: 'failed',
  stopped: 'stopped',
  unknown: 'outcome unknown',
  written_off: 'written off',
};

interface Props {
  readonly attempt: AttemptView;
  readonly streamed: OutputText;
  /** Shown above already, so it is not repeated here. */
  readonly stepError: StepErrorView | null;
}

/** One attempt: exactly what went to the engine, exactly what came back. */
export const AttemptPanel = ({ attempt, streamed, stepError }: Props) => {
  const open = attempt.endedAt === null;
  const streaming = open && streamed.attempt === attempt.attempt && streamed.text !== '';
  return (
    <>
      {attempt.error === null || attempt.error.attempt === stepError?.attempt ? null : (
        <FailureCard error={attempt.error} stepKey={null} />
      )}
      {attempt.input.instructions === null ? null : (
        <TextViewer title="Instructions (system)" text={attempt.input.instructions} />
      )}
      <TextViewer title="Input (user)" text={attempt.input.prompt} />
      {streaming ? (
        <TextViewer
          title={`Output, as it is written${streamed.incomplete ? ' (beginning not shown)' : ''}`}
          text={streamed.text}
        />
      ) : (
        <TextViewer title="Output" text={attempt.output} none={open ? 'Nothing has come back yet.' : 'There was no output.'} />
      )}
      {attempt.lateResult === null ? null : (
        <TextViewer
          title="Late result, kept apart"
          text={attempt.lateResult.output}
          none={`A late ${attempt.lateResult.outcome} without output.`}
        />
      )}
      <AttemptFacts attempt={attempt} />
    </>
  );
};

const AttemptFacts = ({ attempt }: { attempt: AttemptView }) => (
  <dl className={classes.facts}>
    <dt>Attempt</dt>
    <dd>
      {attempt.attempt}: {WORDS[attempt.status]}
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
