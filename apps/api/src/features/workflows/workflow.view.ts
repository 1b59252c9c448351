import type { EstimateView, PersonView, WorkflowView } from '@mc/contracts';
import {
  centsFromNano,
  estimateRun,
  type KnownCatalogue,
  type ModelPrice,
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

/** What one run may cost, before its inputs are known. */
export const estimateView = (definition: WorkflowDefinition, judgement: Judgement): EstimateView => {
  const inputTokensOverhead = (gateway: string) => judgement.catalogue.capabilities(gateway).inputTokensOverhead;
  const estimate = estimateRun(definition, null, { ...sourcesOf(judgement), countTokens, inputTokensOverhead });
  return {
    minCents: centsFromNano(estimate.minNanoUsd),
    expectedCents: centsFromNano(estimate.expectedNanoUsd),
    maxCents: centsFromNano(estimate.maxNanoUsd),
    maxTokens: estimate.maxTokens,
    unpricedModels: [...estimate.unpricedModels],
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
