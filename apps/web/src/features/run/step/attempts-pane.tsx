import { Button } from '@mantine/core';
import type { AttemptView, StepDetailView } from '@mc/contracts';
import { Columns2 } from 'lucide-react';
import { Money } from '../../../ui/amounts';
import { DurationText, TimeText } from '../../../ui/time-text';
import type { RunAddress } from '../use-run-view';
import { AttemptCompare } from './attempt-compare';
import { ATTEMPT_WORDS, AttemptFacts } from './attempt-facts';
import classes from './inspector.module.css';
import { notSentText } from './not-sent';

interface Props {
  readonly view: StepDetailView;
  readonly address: RunAddress;
}

/** Every try of the step, and any two of them side by side. */
export const AttemptsPane = ({ view, address }: Props) => {
  const last = view.attempts.at(-1);
  const chosen = view.attempts.find(({ attempt }) => String(attempt) === address.attempt) ?? last;
  const other = view.attempts.find(({ attempt }) => String(attempt) === address.vs && attempt !== chosen?.attempt);
  if (chosen === undefined) return <p className="dim">{notSentText(view.status)}</p>;
  return (
    <>
      <ol className={classes.attempts}>
        {view.attempts.map((attempt) => (
          <AttemptLine
            key={attempt.attempt}
            attempt={attempt}
            isChosen={attempt === chosen}
            onChoose={() => address.set({ attempt: String(attempt.attempt), vs: undefined })}
            onCompare={
              attempt === chosen ? null : () => address.set({ attempt: String(chosen.attempt), vs: String(attempt.attempt) })
            }
          />
        ))}
      </ol>
      <AttemptFacts attempt={chosen} />
      {other === undefined ? null : (
        <AttemptCompare
          one={other.attempt < chosen.attempt ? other : chosen}
          other={other.attempt < chosen.attempt ? chosen : other}
          onClose={() => address.set({ vs: undefined })}
        />
      )}
    </>
  );
};

interface LineProps {
  readonly attempt: AttemptView;
  readonly isChosen: boolean;
  readonly onChoose: () => void;
  readonly onCompare: (() => void) | null;
}

const AttemptLine = ({ attempt, isChosen, onChoose, onCompare }: LineProps) => (
  <li data-chosen={isChosen}>
    <button type="button" onClick={onChoose} aria-pressed={isChosen}>
      <strong>Attempt {attempt.attempt}</strong> {ATTEMPT_WORDS[attempt.status]}
      {attempt.error === null ? null : <code> {attempt.error.code}</code>}
    </button>
    <span className="dim">
      <TimeText at={attempt.dispatchedAt} />
    </span>
    <span>
      <DurationText from={attempt.dispatchedAt} to={attempt.endedAt} />
    </span>
    <Money cents={attempt.costCents} about={!attempt.costFinal && attempt.costCents !== null} />
    {onCompare === null ? (
      <span />
    ) : (
      <Button
        size="compact-xs"
        variant="subtle"
        leftSection={<Columns2 size={13} />}
        aria-label={`Compare with attempt ${attempt.attempt}`}
        onClick={onCompare}
      >
        Compare
      </Button>
    )}
  </li>
);
