import type { AgentConfig } from '../agent/agent.events';
import { type Components, components, type Dependencies, upstream } from './components';
import { cycles } from './cycles';
import { error, type Finding, pointerPart, warning } from './finding';
import { isOfType } from './inputs';
import { FINDINGS_MAX, STEP_DEPENDENCIES_MAX, TOKENS_PER_CALL_MAX, WORKFLOW_INPUTS_MAX, WORKFLOW_STEPS_MAX } from './limits';
import { parseTemplate, type TemplateReference } from './template';
import type { StepDefinition, WorkflowDefinition } from './workflow.events';

/** What a definition may refer to outside of itself. */
export interface KnownToWorkflows {
  agent(name: string): Pick<AgentConfig, 'model'> | undefined;
  /** Anything but `undefined` when the model has a price now. */
  price(model: string): unknown;
}

/** Everything that is wrong with a definition, at once and in a stable order: the whole first, then step by step. */
export const validateWorkflow = (definition: WorkflowDefinition, known: KnownToWorkflows): readonly Finding[] => {
  const { steps } = definition;
  // Beyond the limit nothing else is looked at: the limit is there to keep the rest affordable.
  if (steps.length > WORKFLOW_STEPS_MAX) {
    return [error('too_many_steps', '/steps', `a workflow has at most ${WORKFLOW_STEPS_MAX} steps, not ${steps.length}`)];
  }
  const graph = new Graph(steps);
  const findings = [
    ...(steps.length === 0 ? [error('no_steps', '/steps', 'a workflow has at least one step')] : []),
    ...inputFindings(definition),
    ...budgetFindings(definition),
    ...cycleFindings(graph),
    ...steps.flatMap((step, index) => stepFindings(step, index, definition, graph, known)),
  ];
  if (findings.length <= FINDINGS_MAX) return findings;
  return [
    ...findings.slice(0, FINDINGS_MAX),
    error('too_many_findings', '', `${findings.length - FINDINGS_MAX} more findings are not listed`),
  ];
};

export const hasErrors = (findings: readonly Finding[]): boolean => findings.some(({ severity }) => severity === 'error');

/** Steps by number: a key that stands twice means its first step. */
class Graph {
  readonly place = new Map<string, number>();
  readonly dependencies: Dependencies;
  readonly components: Components;
  readonly isUpstream: (node: number, of: number) => boolean;

  constructor(readonly steps: readonly StepDefinition[]) {
    for (const [index, { key }] of steps.entries()) if (!this.place.has(key)) this.place.set(key, index);
    this.dependencies = steps.map(({ dependsOn }) => this.#known(dependsOn));
    this.components = components(this.dependencies);
    this.isUpstream = upstream(this.dependencies, this.components);
  }

  #known(keys: readonly string[]): readonly number[] {
    const known = new Set<number>();
    for (const key of keys) {
      const place = this.place.get(key);
      if (place !== undefined) known.add(place);
    }
    return [...known];
  }
}

const inputFindings = ({ inputs, steps }: WorkflowDefinition): Finding[] => {
  const names = Object.keys(inputs);
  const findings: Finding[] = [];
  if (names.length > WORKFLOW_INPUTS_MAX) {
    findings.push(
      error('too_many_inputs', '/inputs', `a workflow has at most ${WORKFLOW_INPUTS_MAX} inputs, not ${names.length}`),
    );
  }
  const used = new Set(
    steps.flatMap(({ prompt }) =>
      parseTemplate(prompt).parts.map((part) =>
        part.kind === 'reference' && part.reference.source === 'inputs' ? part.reference.name : '',
      ),
    ),
  );
  for (const [input, { type, required, default: fallback }] of Object.entries(inputs)) {
    const path = `/inputs/${pointerPart(input)}`;
    if (fallback !== undefined && fallback !== null && !isOfType(fallback, type)) {
      findings.push(
        error('invalid_default', `${path}/default`, `the default of input ${input} is not of type ${type}`, {
          input,
          field: 'default',
        }),
      );
    }
    if (!required && (fallback ?? null) === null && used.has(input)) {
      findings.push(
        warning(
          'optional_input',
          path,
          `input ${input} is optional and has no default: templates show null when it is not given`,
          { input },
        ),
      );
    }
  }
  return findings;
};

const budgetFindings = ({ budget }: WorkflowDefinition): Finding[] => {
  const { totalBudgetNanoUsd, maxTokens } = budget;
  const findings: Finding[] = [];
  if (totalBudgetNanoUsd !== null && !(Number.isSafeInteger(totalBudgetNanoUsd) && totalBudgetNanoUsd >= 0)) {
    findings.push(
      error('invalid_budget', '/budget/totalBudgetCents', 'a budget in money is at least 0 and at most 9 million dollars', {
        field: 'totalBudgetCents',
      }),
    );
  }
  if (maxTokens !== null && !(Number.isSafeInteger(maxTokens) && maxTokens >= 1)) {
    findings.push(
      error('invalid_budget', '/budget/maxTokens', 'a budget in tokens is a whole number of at least 1', { field: 'maxTokens' }),
    );
  }
  return findings;
};

const cycleFindings = ({ steps, dependencies, components }: Graph): Finding[] =>
  cycles(dependencies, components).map((nodes) => {
    const cycle = nodes.map((node) => keyOf(steps, node));
    // The arrow that closes the cycle: the first step waits for the last.
    const [step = '', dependency = ''] = [cycle[0], cycle.at(-2)];
    const place = nodes[0] ?? 0;
    const path = `/steps/${place}/dependsOn/${steps[place]?.dependsOn.indexOf(dependency)}`;
    return error('cycle', path, `steps wait for each other: ${cycle.join(' -> ')}`, {
      step,
      field: 'dependsOn',
      dependency,
      cycle,
    });
  });

const keyOf = (steps: readonly StepDefinition[], place: number): string => steps[place]?.key ?? '';

const stepFindings = (
  step: StepDefinition,
  index: number,
  definition: WorkflowDefinition,
  graph: Graph,
  known: KnownToWorkflows,
): Finding[] => [
  ...keyFindings(step, index, graph),
  ...agentFindings(step, index, definition, known),
  ...dependencyFindings(step, index, graph),
  ...limitFindings(step, index),
  ...templateFindings(step, index, definition, graph),
];

const keyFindings = ({ key }: StepDefinition, index: number, { place }: Graph): Finding[] => {
  const first = place.get(key) ?? index;
  if (first === index) return [];
  const message = `steps ${first + 1} and ${index + 1} are both called ${key}`;
  return [error('duplicate_step', `/steps/${index}/key`, message, { step: key, field: 'key' })];
};

const agentFindings = (
  { key, agent, model }: StepDefinition,
  index: number,
  { budget }: WorkflowDefinition,
  known: KnownToWorkflows,
): Finding[] => {
  const findings: Finding[] = [];
  const config = known.agent(agent);
  if (config === undefined) {
    findings.push(
      error('unknown_agent', `/steps/${index}/agent`, `step ${key} names the agent ${agent}, which does not exist`, {
        step: key,
        field: 'agent',
        agent,
      }),
    );
  }
  const used = model ?? config?.model;
  if (used === undefined || known.price(used) !== undefined) return findings;
  const field = model === null ? 'agent' : 'model';
  const report = budget.totalBudgetNanoUsd === null ? warning : error;
  const message = `step ${key} uses the model ${used}, which has no price`;
  findings.push(report('unpriced_model', `/steps/${index}/${field}`, message, { step: key, field, model: used }));
  return findings;
};

const dependencyFindings = ({ key, dependsOn }: StepDefinition, index: number, { place }: Graph): Finding[] => {
  const details = { step: key, field: 'dependsOn' };
  if (dependsOn.length > STEP_DEPENDENCIES_MAX) {
    const message = `step ${key} waits for ${dependsOn.length} steps; at most ${STEP_DEPENDENCIES_MAX} are allowed`;
    return [error('too_many_dependencies', `/steps/${index}/dependsOn`, message, details)];
  }
  const path = (at: number): string => `/steps/${index}/dependsOn/${at}`;
  const findings: Finding[] = [];
  const seen = new Set<string>();
  for (const [at, dependency] of dependsOn.entries()) {
    if (seen.has(dependency)) {
      findings.push(error('duplicate_dependency', path(at), `step ${key} names ${dependency} twice`, { ...details, dependency }));
    } else if (!place.has(dependency)) {
      const message = `step ${key} waits for ${dependency}, which does not exist`;
      findings.push(error('unknown_dependency', path(at), message, { ...details, dependency }));
    }
    seen.add(dependency);
  }
  return findings;
};

/** Bounds that the shape of a request checks as well; the domain does not rely on it. */
const limitFindings = ({ key, maxOutputTokens, timeoutMs, retry }: StepDefinition, index: number): Finding[] => {
  const checks: readonly [string, number | null, number, number][] = [
    ['maxOutputTokens', maxOutputTokens, 1, TOKENS_PER_CALL_MAX],
    ['timeoutMs', timeoutMs, 1, Number.MAX_SAFE_INTEGER],
    ['retry/maxAttempts', retry.maxAttempts, 1, Number.MAX_SAFE_INTEGER],
    ['retry/backoffMs', retry.backoffMs, 0, Number.MAX_SAFE_INTEGER],
  ];
  return checks
    .filter(([, value, low, high]) => value !== null && !(Number.isSafeInteger(value) && value >= low && value <= high))
    .map(([field, , low, high]) =>
      error('invalid_step', `/steps/${index}/${field}`, `${field} of step ${key} is a whole number from ${low} to ${high}`, {
        step: key,
        field: field.replace('/', '.'),
      }),
    );
};

const templateFindings = (
  { key, prompt }: StepDefinition,
  index: number,
  definition: WorkflowDefinition,
  graph: Graph,
): Finding[] => {
  const { parts, findings } = parseTemplate(prompt);
  const path = `/steps/${index}/prompt`;
  const bad = findings.map(({ code, message, reference, offset }) =>
    error(code, path, `prompt of step ${key}: ${message}`, { step: key, field: 'prompt', reference, offset }),
  );
  const references = parts.flatMap((part) => (part.kind === 'reference' ? [part.reference] : []));
  const dangling = references.flatMap((reference) => {
    const flaw = referenceFlaw(reference, index, definition, graph);
    const { text, offset } = reference;
    return flaw === null
      ? []
      : [error(flaw[0], path, `prompt of step ${key}: ${flaw[1]}`, { step: key, field: 'prompt', reference: text, offset })];
  });
  return [...bad, ...dangling].sort((a, b) => (a.offset ?? 0) - (b.offset ?? 0));
};

const referenceFlaw = (
  { source, name, text }: TemplateReference,
  index: number,
  { inputs }: WorkflowDefinition,
  { place, isUpstream }: Graph,
): ['unknown_input' | 'unknown_step_reference' | 'reference_not_upstream', string] | null => {
  if (source === 'inputs')
    return Object.hasOwn(inputs, name) ? null : ['unknown_input', `${text} names an input that does not exist`];
  const target = place.get(name);
  if (target === undefined) return ['unknown_step_reference', `${text} names a step that does not exist`];
  if (isUpstream(target, index)) return null;
  return ['reference_not_upstream', `${text} names a step that this one does not wait for; add ${name} to dependsOn`];
};
