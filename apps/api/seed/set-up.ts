import {
  type AgentConfig,
  type AuthoredWorkflow,
  type FreezeScope,
  type GatewayConfig,
  normaliseWorkflow,
  type TokenRates,
  type WorkflowCommand,
} from '@mc/domain';
import { POLICY } from '../src/commands/desks';
import type { House } from './house';
import { idAt, instantOf, NAMED_AT } from './moments';
import { ADMIN, addPeople, inSession, type Person } from './people';
import type { Plan } from './script';
import type { Happening } from './timeline';

/** What changes the surroundings of runs happens alone, so that whoever comes after it decides on it. */
const alone = (at: number, act: () => Promise<void>): Happening => ({
  at,
  lane: `set-up ${at}`,
  alone: true,
  act: () => act().then(() => []),
});

export const arriving = (house: House, at: number, people: readonly Person[]): Happening =>
  alone(at, () => addPeople(house, at, people));

/** A stand-in for an engine, see `src/gateways/simulated/options.ts`. */
export const connecting = (house: House, at: number, name: string, options: GatewayConfig['options']): Happening => {
  const config: GatewayConfig = { name, kind: 'simulated', url: null, auth: { type: 'none', secretRef: null }, options };
  return alone(at, () =>
    house.tell(at, { kind: 'gateway', name, command: { type: 'RegisterGateway', data: config } }, inSession(ADMIN)),
  );
};

export interface SeedAgent {
  readonly name: string;
  readonly gateway: string;
  readonly model: string;
  readonly description: string;
  readonly instructions: string;
}

export const registering = (house: House, at: number, { name, ...agent }: SeedAgent): Happening => {
  const config: AgentConfig = { name, ...agent, engineAgent: null, maxOutputTokens: null };
  return alone(at, () =>
    house.tell(at, { kind: 'agent', name, command: { type: 'RegisterAgent', data: config } }, inSession(ADMIN)),
  );
};

/** Dollars for a million tokens: input, output, and input from a cache. */
export type UsdPerMTok = readonly [input: number, output: number, cached: number];

const ratesOf = ([input, output, cached]: UsdPerMTok): TokenRates => ({
  inputNanoUsdPerMTok: Math.round(input * 1e9),
  outputNanoUsdPerMTok: Math.round(output * 1e9),
  cacheReadNanoUsdPerMTok: Math.round(cached * 1e9),
  cacheWriteNanoUsdPerMTok: null,
});

/** A person's price, in force at once. */
export const pricing = (house: House, at: number, model: string, rates: UsdPerMTok): Happening => {
  const source = { kind: 'operator' as const, name: ADMIN.username, date: instantOf(at).slice(0, 10) };
  const data = { model, ...ratesOf(rates), longContext: null, effectiveFrom: instantOf(at), source };
  return alone(at, () => house.tell(at, { kind: 'pricing', name: model, command: { type: 'SetPrice', data } }, inSession(ADMIN)));
};

export const freezing = (house: House, at: number, place: FreezeScope, reason: string): Happening =>
  alone(at, () =>
    house.tell(at, { kind: 'policy', name: POLICY, command: { type: 'Freeze', data: { ...place, reason } } }, inSession(ADMIN)),
  );

/** How long requests for irreversible steps stay open; else the rule is the usual one. */
export const patience = (house: House, at: number, expiresAfterMs: number, reason: string): Happening => {
  const rule = { quorum: 1, selfApproval: false, roles: ['approver'] as const, expiresAfterMs };
  const data = { risk: 'irreversible' as const, rule, reason };
  return alone(at, () =>
    house.tell(at, { kind: 'policy', name: POLICY, command: { type: 'SetApprovalRule', data } }, inSession(ADMIN)),
  );
};

/** One saved version of a workflow. */
export interface Saving {
  readonly at: number;
  readonly by: Person;
  readonly workflow: AuthoredWorkflow;
}

const workflowIdOf = (name: string): string => idAt(NAMED_AT, `workflow-${name}`);

/** What runs of these versions are started with: the first is version 1. */
export const plansOf = (savings: readonly Saving[]): Plan[] =>
  savings.map(({ workflow }, index) => ({
    workflowId: workflowIdOf(workflow.name),
    workflowVersion: index + 1,
    definition: normaliseWorkflow(workflow),
  }));

/** Saves the versions of one workflow, each at its time. */
export const saving = (house: House, savings: readonly Saving[]): Happening[] =>
  plansOf(savings).map(({ workflowId, workflowVersion, definition }, index) => {
    const { at, by } = savings[index] as Saving;
    const command: WorkflowCommand =
      workflowVersion === 1
        ? { type: 'DefineWorkflow', data: { workflowId, definition, source: null } }
        : { type: 'ReviseWorkflow', data: { definition, source: null, expectedVersion: workflowVersion - 1 } };
    return alone(at, () => house.tell(at, { kind: 'workflow', name: workflowId, command }, inSession(by)));
  });

export const archiving = (house: House, at: number, name: string, reason: string): Happening => {
  const command: WorkflowCommand = { type: 'ArchiveWorkflow', data: { reason, expectedVersion: null } };
  return alone(at, () => house.tell(at, { kind: 'workflow', name: workflowIdOf(name), command }, inSession(ADMIN)));
};
