import type { Decision, Refusal } from '../../kernel/decider';
import { estimateRun } from '../../workflow/estimate';
import { checkInputs } from '../../workflow/inputs';
import type { BudgetDefinition } from '../../workflow/workflow.events';
import type { RunCommands, RunContext, RunRefusal } from '../run.commands';
import type { CostEstimate, RunBudget, RunEvent } from '../run.events';
import { drawRefusal, uncoveredRefusal } from './allowances';
import type { Draft } from './draft';
import { settleDown } from './schedule';

type Start = RunCommands['StartRun'];

/** What a start comes to before anything is stored. */
export interface PreparedStart {
  readonly inputs: Readonly<Record<string, unknown>>;
  readonly budget: RunBudget;
  readonly estimate: CostEstimate;
}

export const startRun = (draft: Draft, data: Start): Decision<RunEvent, RunRefusal> => {
  const { state, context } = draft;
  if (state.status !== 'none') return draft.close({ code: 'run_exists', message: `run ${data.runId} exists already` });
  const prepared = prepareStart(data, context);
  if ('code' in prepared) return draft.close(prepared);
  const { draws = [] } = data;
  const refusal = drawRefusal(state, draws) ?? uncoveredRefusal(data, draws, context);
  if (refusal) return draft.close(refusal);
  draft.emit({
    type: 'RunStarted',
    data: {
      runId: data.runId,
      workflowId: data.workflowId,
      workflowName: data.definition.name,
      workflowVersion: data.workflowVersion,
      definition: data.definition,
      inputs: prepared.inputs,
      budget: prepared.budget,
      label: data.label,
      estimate: prepared.estimate,
    },
  });
  for (const draw of draws) draft.emit({ type: 'AllowanceDrawn', data: draw });
  settleDown(draft);
  return draft.close();
};

/** The inputs, caps and estimate of a run that is to start, or why it cannot. */
export const prepareStart = (data: Start, { catalogue, countTokens, meta }: RunContext): PreparedStart | Refusal<RunRefusal> => {
  const checked = checkInputs(data.definition.inputs, data.inputs);
  if (!checked.ok)
    return {
      code: 'invalid_inputs',
      message: 'the inputs do not fit the workflow',
      details: { errors: checked.findings.map((finding) => ({ ...finding, path: `/inputs${finding.path}` })) },
    };
  const budget = tightened(data.definition.budget, data.budget);
  if (!budget)
    return {
      code: 'invalid_budget',
      message: "a run's budget may only tighten that of its workflow",
      details: { path: '/budget' },
    };
  const { minNanoUsd, expectedNanoUsd, maxNanoUsd, maxTokens, unpricedModels } = estimateRun(data.definition, checked.value, {
    agent: (name) => catalogue.agent(name),
    price: (model) => catalogue.price(model, meta.now),
    countTokens,
    inputTokensOverhead: (gateway) => catalogue.capabilities(gateway).inputTokensOverhead,
  });
  const estimate = { minNanoUsd, expectedNanoUsd, maxNanoUsd, maxTokens, unpricedModels };
  return { inputs: checked.value, budget, estimate };
};

/** The narrower of both caps; `null` when the override is wider than the workflow allows. */
const tightened = (workflow: BudgetDefinition, override: Partial<RunBudget> | null): RunBudget | null => {
  const capNanoUsd = narrower(workflow.totalBudgetNanoUsd, override?.capNanoUsd);
  const capTokens = narrower(workflow.maxTokens, override?.capTokens);
  if (capNanoUsd === undefined || capTokens === undefined) return null;
  if (workflow.onExceeded === 'fail' && override?.onExceeded === 'hold') return null;
  return { capNanoUsd, capTokens, onExceeded: override?.onExceeded ?? workflow.onExceeded };
};

const narrower = (cap: number | null, override: number | null | undefined): number | null | undefined => {
  if (override === undefined || override === null) return cap;
  if (override < 0 || !Number.isSafeInteger(override)) return undefined;
  return cap === null || override <= cap ? override : undefined;
};
