import { useBuilder } from '../builder/builder-context';
import { type Draft, type DraftStep, dependenciesOf, labelOf } from '../draft/draft';
import { connect, cycleWarning, moveAfter } from '../draft/step-commands';
import { PickStepDialog } from './pick-step-dialog';

interface Props {
  readonly what: 'connect' | 'move' | 'disconnect';
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
  const others = draft.steps.filter((other) => other !== step && other.key !== '');
  switch (what) {
    case 'connect':
      return (
        <PickStepDialog
          title={`Connect ${labelOf(step)} to…`}
          lead={`The step that you pick will wait for ${labelOf(step)}.`}
          choices={others
            .filter((other) => !other.dependsOn.includes(step.key))
            .map((other) => ({ step: other, warning: cycleWarning(draft, step, other) }))}
          onPick={both((_now, own, other) => connect(own, other))}
          onClose={onClose}
        />
      );
    case 'move':
      return (
        <PickStepDialog
          title={`Move ${labelOf(step)} after…`}
          lead={`${labelOf(step)} will wait for the step that you pick, and for no other, and stand below it in the text.`}
          choices={others.map((other) => ({ step: other, warning: null }))}
          onPick={both((now, own, other) => moveAfter(now, own, other))}
          onClose={onClose}
        />
      );
    case 'disconnect':
      return (
        <PickStepDialog
          title="Remove dependency…"
          lead={`${labelOf(step)} will no longer wait for the step that you pick.`}
          choices={dependenciesOf(draft, step).map((other) => ({ step: other, warning: null }))}
          onPick={(other) => removeEdge(other.key, step.key)}
          onClose={onClose}
        />
      );
    default:
      return what satisfies never;
  }
};
