import type { EstimateView, PersonView, WorkflowValidation, WorkflowView } from '@mc/contracts';
import {
  centsFromNano,
  estimateRun,
  type KnownCatalogue,
  type ModelPrice,
  type RunEstimate,
  toAuthored,
  validateWorkflow,
  type WorkflowDefinition,
} from '@mc/domain';
import type { findWorkflow, findWorkflowVersion } from '@mc/projections';
import { countTokens } from '../../gateways/tokens';

type WorkflowRow = NonNullable<Awaited<ReturnType<typeof findWorkflow>>>;
type WorkflowVersionRow = NonNullable<Awaited<ReturnType<typeof findWorkflowVersion>>>;

/** What a definition is judged by: prices and agents as of an instant. */
export interface Judgement {
  readonly catalogue: KnownCatalogue;
  readonly now: string;
  /** Prices that saving the definition would take over first. */
  readonly published?: ReadonlyMap<string, ModelPrice>;
}

const sourcesOf = ({ catalogue, now, published }: Judgement) => ({
  agent: (name: string) => catalogue.agent(name),
  price: (model: string) => catalogue.price(model, now) ?? published?.get(model),
});

const estimateOf = (definition: WorkflowDefinition, judgement: Judgement): RunEstimate => {
  const inputTokensOverhead = (gateway: string) => judgement.catalogue.capabilities(gateway).inputTokensOverhead;
  return estimateRun(definition, null, { ...sourcesOf(judgement), countTokens, inputTokensOverhead });
};

const rangeOf = ({
  minNanoUsd,
  expectedNanoUsd,
  maxNanoUsd,
}: Pick<RunEstimate, 'minNanoUsd' | 'expectedNanoUsd' | 'maxNanoUsd'>) => ({
  minCents: centsFromNano(minNanoUsd),
  expectedCents: centsFromNano(expectedNanoUsd),
  maxCents: centsFromNano(maxNanoUsd),
});

const runEstimateView = (estimate: RunEstimate): EstimateView => ({
  ...rangeOf(estimate),
  maxTokens: estimate.maxTokens,
  unpricedModels: [...estimate.unpricedModels],
});

/** What one run may cost, before its inputs are known. */
const estimateView = (definition: WorkflowDefinition, judgement: Judgement): EstimateView =>
  runEstimateView(estimateOf(definition, judgement));

/** The same, with what each step may take and which steps could run at the same time. */
export const dryRunView = (
  definition: WorkflowDefinition,
  judgement: Judgement,
): Pick<WorkflowValidation, 'estimate' | 'steps' | 'waves'> => {
  const estimate = estimateOf(definition, judgement);
  return {
    estimate: runEstimateView(estimate),
    steps: estimate.steps.map((step) => ({
      key: step.stepKey,
      model: step.model,
      inputTokensMin: step.inputTokensMin,
      inputTokensMax: step.inputTokensMax,
      maxOutputTokens: step.maxOutputTokens,
      maxTokens: step.maxTokens,
      ...rangeOf(step),
    })),
    waves: estimate.waves.map((wave) => [...wave]),
  };
};

/** Findings as answers show them. */
export const findingsOf = (definition: WorkflowDefinition, judgement: Judgement): WorkflowView['warnings'] =>
  validateWorkflow(definition, sourcesOf(judgement)).map(({ cycle, ...finding }) => ({
    ...finding,
    ...(cycle ? { cycle: [...cycle] } : {}),
  }));

const warningsOf = (definition: WorkflowDefinition, judgement: Judgement): WorkflowView['warnings'] =>
  findingsOf(definition, judgement).filter(({ severity }) => severity === 'warning');

interface Made {
  readonly created_at: string;
  readonly created_by_id: string;
  readonly created_by_username: string | null;
  readonly created_by_email: string | null;
}

export const madeBy = (row: Made): PersonView => ({
  id: row.created_by_id,
  username: row.created_by_username,
  email: row.created_by_email,
});

/** One version of a workflow, in the form in which its author wrote it, with every default written out. */
export const workflowView = (latest: WorkflowRow, shown: WorkflowVersionRow, judgement: Judgement): WorkflowView => ({
  // The authored form is made of what was accepted as such.
  ...(toAuthored(shown.definition) as Pick<WorkflowView, 'name' | 'description' | 'inputs' | 'budget' | 'steps'>),
  source: shown.source,
  id: latest.workflow_id,
  version: shown.workflow_version,
  latestVersion: latest.workflow_version,
  status: latest.status,
  estimate: estimateView(shown.definition, judgement),
  warnings: warningsOf(shown.definition, judgement),
  createdAt: latest.created_at,
  createdBy: madeBy(latest),
  updatedAt: shown.created_at,
  updatedBy: madeBy(shown),
  revision: latest.revision,
});
