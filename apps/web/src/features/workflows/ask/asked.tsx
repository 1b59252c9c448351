import { useBuilder } from '../builder/builder-context';
import { type Draft, type DraftStep, dependenciesOf, labelOf } from '../draft/draft';
import { type Candidate, connect, connectableTo, cycleWarning, moveAfter, waitableFor } from '../draft/step-commands';
import { PickStepDialog } from './pick-step-dialog';

interface Props {
  readonly what: 'connect' | 'wait' | 'move' | 'disconnect';
  readonly id: string;
  readonly onClose: () => void;
}

/** Asks for the other step of a command on two: the way without dragging. */
export const AskForStep = ({ what, id, onClose }: Props) => {
  const { draft, apply, removeEdge } = useBuilder();
  const step = draft.byId.get(id);
  if (step === undefined) return null;
  const both = (command: (now: Draft, own: DraftStep, other: DraftStep) => ReturnType<typeof connect>) => (other: DraftStep) =>
    apply((now) => {
      const [own, picked] = [now.steps[step.index], now.steps[other.index]];
      return own === undefined || picked === undefined ? null : command(now, own, picked);
    });
  const plain = (steps: readonly DraftStep[]): readonly Candidate[] => steps.map((one) => ({ step: one, closesCycle: false }));
  switch (what) {
    case 'connect':
      return (
        <PickStepDialog
          title={`Connect ${labelOf(step)} to…`}
          lead={`The step that you pick will wait for ${labelOf(step)}.`}
          choices={connectableTo(draft, step)}
          warn={(other) => cycleWarning(draft, step, other)}
          onPick={both((_now, own, other) => connect(own, other))}
          onClose={onClose}
        />
      );
    case 'wait':
      return (
        <PickStepDialog
          title={`${labelOf(step)} waits for…`}
          lead={`${labelOf(step)} will begin when the step that you pick has ended, too.`}
          choices={waitableFor(draft, step)}
          warn={(other) => cycleWarning(draft, other, step)}
          onPick={both((_now, own, other) => connect(other, own))}
          onClose={onClose}
        />
      );
    case 'move':
      return (
        <PickStepDialog
          title={`Move ${labelOf(step)} after…`}
          lead={`${labelOf(step)} will wait for the step that you pick, and for no other, and stand below it in the text.`}
          choices={plain(draft.steps.filter((other) => other !== step && other.key !== ''))}
          onPick={both((now, own, other) => moveAfter(now, own, other))}
          onClose={onClose}
        />
      );
    case 'disconnect':
      return (
        <PickStepDialog
          title="Remove dependency…"
          lead={`${labelOf(step)} will no longer wait for the step that you pick.`}
          choices={plain(dependenciesOf(draft, step))}
          onPick={(other) => removeEdge(other.key, step.key)}
          onClose={onClose}
        />
      );
    default:
      return what satisfies never;
  }
};
