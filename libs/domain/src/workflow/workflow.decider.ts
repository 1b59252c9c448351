import { canonicalJson } from '../kernel/canonical';
import { accept, type CommandMeta, type Decider, type Decision, refuse, unreachable } from '../kernel/decider';
import type { Catalogue } from '../run/run.catalogue';
import { hasErrors, validateWorkflow } from './validate';
import type { WorkflowDefinition, WorkflowEvent } from './workflow.events';

/** A definition, and the text that it was read from; `source: null`: it was not written as text. */
interface Authored {
  readonly definition: WorkflowDefinition;
  readonly source: string | null;
}

export type WorkflowCommand =
  | { readonly type: 'DefineWorkflow'; readonly data: Authored & { readonly workflowId: string } }
  /** `expectedVersion: null`: whatever the version is now. */
  | {
      readonly type: 'ReviseWorkflow';
      readonly data: Authored & { readonly expectedVersion: number | null };
    }
  | {
      readonly type: 'ArchiveWorkflow';
      readonly data: { readonly reason: string | null; readonly expectedVersion: number | null };
    };

export type WorkflowRefusal =
  | 'workflow_exists'
  | 'workflow_not_found'
  | 'workflow_archived'
  | 'version_conflict'
  | 'workflow_invalid';

export interface WorkflowState {
  status: 'none' | 'active' | 'archived';
  workflowId: string;
  workflowVersion: number;
  definition: WorkflowDefinition | null;
  source: string | null;
}

export interface WorkflowContext {
  readonly meta: CommandMeta;
  readonly catalogue: Pick<Catalogue, 'agent' | 'price'>;
}

const initial = (): WorkflowState => ({ status: 'none', workflowId: '', workflowVersion: 0, definition: null, source: null });

type WorkflowDecision = Decision<WorkflowEvent, WorkflowRefusal>;

/** A definition with errors is refused with all findings in `details.errors`; saving what is stored already changes nothing. */
const decide = (command: WorkflowCommand, state: WorkflowState, context: WorkflowContext): WorkflowDecision => {
  const { type, data } = command;
  if (type === 'DefineWorkflow') {
    if (state.status !== 'none') return refuse('workflow_exists', `workflow ${state.workflowId} exists`);
    return define(data.workflowId, 1, data, context);
  }
  if (state.status === 'none') return refuse('workflow_not_found', 'no such workflow');
  if (data.expectedVersion !== null && data.expectedVersion !== state.workflowVersion) {
    const message = `the workflow is at version ${state.workflowVersion}, not ${data.expectedVersion}`;
    return refuse('version_conflict', message, { expected: data.expectedVersion, version: state.workflowVersion });
  }
  switch (type) {
    case 'ReviseWorkflow':
      if (state.status === 'archived') return refuse('workflow_archived', 'the workflow is archived');
      if (isStored(data, state)) return accept();
      return define(state.workflowId, state.workflowVersion + 1, data, context);
    case 'ArchiveWorkflow':
      return state.status === 'archived' ? accept() : accept({ type: 'WorkflowArchived', data: { reason: data.reason } });
    default:
      return unreachable(type);
  }
};

/** Comments are worth a version of their own; a definition without a text takes none away. */
const isStored = ({ definition, source }: Authored, state: WorkflowState): boolean =>
  (source === null || source === state.source) && canonicalJson(definition) === canonicalJson(state.definition);

const define = (
  workflowId: string,
  workflowVersion: number,
  { definition, source }: Authored,
  { catalogue, meta }: WorkflowContext,
): WorkflowDecision => {
  const findings = validateWorkflow(definition, {
    agent: (name) => catalogue.agent(name),
    price: (model) => catalogue.price(model, meta.now),
  });
  if (!hasErrors(findings)) return accept({ type: 'WorkflowDefined', data: { workflowId, workflowVersion, definition, source } });
  const [first] = findings.filter(({ severity }) => severity === 'error');
  return refuse('workflow_invalid', first?.message ?? 'the workflow is not valid', { errors: findings });
};

const evolve = (state: WorkflowState, event: WorkflowEvent): WorkflowState => {
  switch (event.type) {
    case 'WorkflowDefined':
      return Object.assign(state, event.data, { status: 'active' });
    case 'WorkflowArchived':
      state.status = 'archived';
      return state;
    default:
      return unreachable(event);
  }
};

export const workflowDecider: Decider<WorkflowCommand, WorkflowState, WorkflowEvent, WorkflowContext, WorkflowRefusal> = {
  initial,
  decide,
  evolve,
};
