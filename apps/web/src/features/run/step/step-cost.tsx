import type { StepView } from '@mc/contracts';
import { Money } from '../../../ui/amounts';

/** Before anything was sent there is only an estimate. */
export const StepCost = ({ step }: { step: StepView }) =>
  step.attempt === 0 ? (
    <span className="dim" title="estimate">
      <Money cents={step.estimatedCostCents} about />
    </span>
  ) : (
    <Money cents={step.costCents} about={!step.costFinal && step.costCents !== null} />
  );
