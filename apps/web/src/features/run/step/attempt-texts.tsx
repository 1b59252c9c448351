import { SegmentedControl } from '@mantine/core';
import type { AttemptView, StepDetailView } from '@mc/contracts';
import type { OutputText } from '../../../live/output-text';
import { TextViewer } from '../../../ui/text/text-viewer';
import { FailureCard } from './failure-card';

interface Props {
  readonly view: StepDetailView;
  readonly attempt: AttemptView;
  readonly onAttempt: (attempt: string) => void;
}

/** Exactly what went to the engine. */
export const AttemptInput = ({ view, attempt, onAttempt }: Props) => (
  <>
    <Choose view={view} attempt={attempt} onAttempt={onAttempt} />
    {attempt.input.instructions === null ? null : <TextViewer title="Instructions (system)" text={attempt.input.instructions} />}
    <TextViewer title="Input (user)" text={attempt.input.prompt} />
  </>
);

/** Exactly what came back, while it is written as well. */
export const AttemptOutput = ({ view, attempt, onAttempt, streamed }: Props & { streamed: OutputText }) => {
  const open = attempt.endedAt === null;
  const streaming = open && streamed.attempt === attempt.attempt && streamed.text !== '';
  return (
    <>
      <Choose view={view} attempt={attempt} onAttempt={onAttempt} />
      {attempt.error === null ? null : <FailureCard error={attempt.error} stepKey={null} />}
      {streaming ? (
        <TextViewer
          title={`Output, as it is written${streamed.incomplete ? ' (beginning not shown)' : ''}`}
          text={streamed.text}
        />
      ) : (
        <TextViewer
          title="Output"
          text={attempt.output}
          none={open ? 'Nothing has come back yet.' : 'There was no output.'}
          prefer="formatted"
        />
      )}
      {attempt.lateResult === null ? null : (
        <TextViewer
          title="Late result, kept apart"
          text={attempt.lateResult.output}
          none={`A late ${attempt.lateResult.outcome} without output.`}
        />
      )}
    </>
  );
};

const Choose = ({ view, attempt, onAttempt }: Props) =>
  view.attempts.length < 2 ? null : (
    <SegmentedControl
      size="xs"
      aria-label="Attempt"
      value={String(attempt.attempt)}
      onChange={onAttempt}
      data={view.attempts.map((one) => ({ value: String(one.attempt), label: `Attempt ${one.attempt}` }))}
    />
  );
