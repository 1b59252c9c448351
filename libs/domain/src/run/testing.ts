import { NO_CAPABILITIES } from '../gateway/capabilities';
import type { Actor } from '../kernel/actor';
import { systemActor } from '../kernel/actor';
import { deriveId } from '../kernel/ids';
import type { StepDefinition, WorkflowDefinition } from '../workflow/workflow.events';
import type { Catalogue, KnownOperator, VersionedPrice } from './run.catalogue';
import type { RunCommand, RunContext, UsageReport } from './run.commands';
import { decideRun } from './run.decide';
import type { RunEvent, RunEvents } from './run.events';
import { evolveRun } from './run.evolve';
import { initialRun, type RunState } from './run.state';

// A world for specs of runs: one gateway, one agent, one model at $1 in and $2 out per million tokens, and a clock by hand.

export const step = (key: string, change: Partial<StepDefinition> = {}): StepDefinition => ({
  key,
  name: null,
  agent: 'worker',
  model: null,
  risk: 'read',
  prompt: `do ${key}`,
  dependsOn: [],
  maxOutputTokens: 100,
  timeoutMs: 60_000,
  retry: { maxAttempts: 1, backoffMs: 1_000 },
  onFailure: 'fail',
  outputSchema: null,
  ...change,
});

export const workflow = (steps: readonly StepDefinition[], change: Partial<WorkflowDefinition> = {}): WorkflowDefinition => ({
  name: 'test',
  description: null,
  inputs: {},
  budget: { totalBudgetNanoUsd: null, maxTokens: null, onExceeded: 'hold' },
  steps,
  ...change,
});

const people: Record<string, KnownOperator> = Object.fromEntries(
  (
    [
      ['ana', ['operator']],
      ['ben', ['approver']],
      ['eve', ['approver', 'operator']],
      ['vic', ['viewer']],
    ] as const
  ).map(([name, roles]) => [name, { operatorId: name, username: name, email: `${name}@example.com`, roles, disabled: false }]),
);

export const person = (name: string, via: 'session' | 'key' = 'session'): Actor => ({
  kind: 'operator',
  id: name,
  username: name,
  email: `${name}@example.com`,
  via,
});

export const price: VersionedPrice = {
  model: 'm1',
  inputNanoUsdPerMTok: 1_000_000_000,
  outputNanoUsdPerMTok: 2_000_000_000,
  cacheReadNanoUsdPerMTok: null,
  cacheWriteNanoUsdPerMTok: null,
  longContext: null,
  effectiveFrom: '2026-01-01T00:00:00.000Z',
  priceVersion: 1,
};

export const catalogue = (change: Partial<Catalogue> = {}): Catalogue => {
  const agent = {
    name: 'worker',
    gateway: 'sim',
    engineAgent: null,
    model: 'm1',
    description: null,
    instructions: null,
    maxOutputTokens: null,
  };
  const gateway = { name: 'sim', kind: 'simulated', url: null, auth: { type: 'none', secretRef: null }, options: {} } as const;
  return {
    position: 0,
    agent: (name) => (name === 'worker' ? agent : undefined),
    agents: () => [agent],
    gateway: (name) => (name === 'sim' ? gateway : undefined),
    gateways: () => [gateway],
    capabilities: () => ({ ...NO_CAPABILITIES, stop: true, usagePerCall: true, hardTokenLimit: true }),
    price: (model) => (model === 'm1' ? price : undefined),
    prices: () => [price],
    operator: (id) => people[id],
    approvalRule: (risk) => ({ quorum: 1, selfApproval: risk === 'write', roles: ['approver'], expiresAfterMs: null }),
    policyVersion: 0,
    singleOperator: false,
    limitsOn: () => [],
    limit: () => undefined,
    frozen: () => undefined,
    ...change,
  };
};

const COMMAND = '01900000-0000-7000-8000-000000000000';

/** One run in a hand-driven world; every decision's facts are folded at once, as an acknowledged append would be. */
export class RunWorld {
  state: RunState = initialRun();
  readonly log: RunEvent[] = [];
  clock = Date.parse('2026-11-01T00:00:00.000Z');
  sender = 'boot-1';
  gone = new Set<string>();
  down = new Set<string>();
  catalogue: Catalogue;
  #commands = 0;

  constructor(change: Partial<Catalogue> = {}) {
    this.catalogue = catalogue(change);
  }

  context(actor: Actor = systemActor('dispatcher')): RunContext {
    return {
      meta: {
        commandId: deriveId(COMMAND, 'command', this.#commands++),
        now: new Date(this.clock).toISOString(),
        actor,
        correlationId: COMMAND,
        causationId: null,
      },
      catalogue: this.catalogue,
      sender: this.sender,
      countTokens: (text) => Math.ceil(text.length / 4),
      outputProblem: (_schema, output) => (output === 'bad' ? 'does not fit' : null),
      isSenderGone: (sender) => this.gone.has(sender),
      isEngineDown: (gateway) => this.down.has(gateway),
      engineBoot: () => null,
    };
  }

  /** Decides and folds; returns the facts and the refusal's code. */
  do(command: RunCommand, actor?: Actor): { facts: readonly RunEvent[]; refused: string | undefined } {
    const context = this.context(actor);
    const { facts, refusal } = decideRun(command, this.state, context);
    for (const event of facts) {
      evolveRun(this.state, event, { at: context.meta.now, actor: context.meta.actor, revision: this.state.revision + 1 });
      this.log.push(event);
    }
    return { facts, refused: refusal?.code };
  }

  start(definition: WorkflowDefinition, change: Partial<Extract<RunCommand, { type: 'StartRun' }>['data']> = {}) {
    return this.do(
      {
        type: 'StartRun',
        data: { runId: 'r1', workflowId: 'w1', workflowVersion: 1, definition, inputs: {}, budget: null, label: null, ...change },
      },
      person('ana'),
    );
  }

  complete(stepKey: string, output = 'done', tokens: readonly [number, number] | null = [10, 10], attempt?: number) {
    return this.do({
      type: 'RecordResult',
      data: {
        stepKey,
        attempt: attempt ?? this.state.steps.get(stepKey)?.attempts.length ?? 0,
        engineRunId: null,
        calls: tokens ? [usage(...tokens)] : [],
        result: { kind: 'completed', output },
      },
    });
  }

  of<Type extends RunEvent['type']>(type: Type): RunEvents[Type][] {
    return this.log.filter((event) => event.type === type).map((event) => event.data as RunEvents[Type]);
  }

  advance(ms = 0) {
    this.clock += ms;
    return this.do({ type: 'AdvanceRun', data: {} });
  }

  status(stepKey: string): string {
    const found = this.state.steps.get(stepKey);
    return found?.blockedReason ? `blocked:${found.blockedReason}` : (found?.status ?? 'none');
  }
}

export const usage = (inputTokens: number, outputTokens: number, change: Partial<UsageReport> = {}): UsageReport => ({
  callId: 'c1',
  model: 'm1',
  inputTokens,
  outputTokens,
  cacheReadTokens: 0,
  cacheWriteTokens: 0,
  final: true,
  source: 'engine',
  costNanoUsd: null,
  ...change,
});
