import type { StepView } from '@mc/contracts';
import { useActions } from '../../../ui/actions';
import { WHOLE } from './scale';
import type { TimelineView } from './use-timeline-view';

interface Parts {
  readonly steps: readonly StepView[];
  /** Of the selected step; -1: none. */
  readonly index: number;
  readonly onSelect: (key: string) => void;
  readonly isProblem: (step: StepView) => boolean;
  readonly view: TimelineView;
}

const PAN = 0.2;

/** The keys of the timeline; answers how to go up and down by steps. */
export const useTimelineKeys = ({ steps, index, onSelect, isProblem, view }: Parts): ((by: number) => void) => {
  const select = (at: number) => {
    const step = steps[Math.min(steps.length - 1, Math.max(0, at))];
    if (step) onSelect(step.key);
  };
  const go = (by: number) => select(index < 0 && by < 0 ? 0 : index + by);
  const problem = () => {
    const next = steps.findIndex((step, at) => at > index && isProblem(step));
    select(next < 0 ? steps.findIndex(isProblem) : next);
  };
  useActions(
    'Timeline',
    [
      { keys: 'j', what: 'Next step', run: () => go(1) },
      { keys: 'k', what: 'Previous step', run: () => go(-1) },
      {
        keys: 'p',
        what: 'Next step with a problem',
        named: true,
        blocked: steps.some(isProblem) ? null : 'There is none.',
        run: problem,
      },
      { keys: '+', what: 'Closer', run: () => view.zoom(1) },
      { keys: '-', what: 'Farther', run: () => view.zoom(-1) },
      { keys: '0', what: 'The whole time', run: () => view.show(WHOLE) },
      { keys: 'h', what: 'Earlier', run: () => view.pan(-PAN) },
      { keys: 'l', what: 'Later', run: () => view.pan(PAN) },
    ],
    'part',
  );
  return go;
};
