import {
  type AccessCommand,
  type AgentCommand,
  type AgentRefusal,
  accessDecider,
  accessUpcasts,
  agentDecider,
  agentUpcasts,
  type GatewayCommand,
  type GatewayRefusal,
  gatewayDecider,
  gatewayUpcasts,
  type LimitCommand,
  type LimitRefusal,
  type LiveCatalogue,
  limitDecider,
  limitUpcasts,
  type OperatorCommand,
  type OperatorRefusal,
  operatorDecider,
  operatorUpcasts,
  type PolicyCommand,
  type PolicyRefusal,
  type PricingCommand,
  type PricingRefusal,
  policyDecider,
  policyUpcasts,
  pricingDecider,
  pricingUpcasts,
  type WorkflowCommand,
  type WorkflowRefusal,
  workflowDecider,
  workflowUpcasts,
} from '@mc/domain';
import type { Cause } from '../runs/run-commander';
import { type DeskPorts, type Receipt, StreamDesk } from './stream-desk';

/** One desk for the streams of one kind. */
interface Desk<Command, Code extends string> {
  execute(name: string, command: Command, cause: Cause): Promise<Receipt<Code>>;
}

/** The desks of all streams but those of runs, which have a handler of their own. */
export interface Desks {
  readonly workflow: Desk<WorkflowCommand, WorkflowRefusal>;
  readonly agent: Desk<AgentCommand, AgentRefusal>;
  readonly gateway: Desk<GatewayCommand, GatewayRefusal>;
  readonly pricing: Desk<PricingCommand, PricingRefusal>;
  readonly operator: Desk<OperatorCommand, OperatorRefusal>;
  readonly policy: Desk<PolicyCommand, PolicyRefusal>;
  readonly limit: Desk<LimitCommand, LimitRefusal>;
  readonly access: Desk<AccessCommand, never>;
}

/** There is one policy for the whole installation. */
export const POLICY = 'main';

export const createDesks = (ports: DeskPorts, catalogue: LiveCatalogue): Desks => ({
  workflow: new StreamDesk(ports, {
    category: 'workflow',
    decider: workflowDecider,
    upcasts: { workflow: workflowUpcasts },
    context: (meta) => ({ meta, catalogue }),
  }),
  agent: new StreamDesk(ports, {
    category: 'agent',
    decider: agentDecider,
    upcasts: { agent: agentUpcasts },
    context: (meta, name) => ({ meta, catalogue, usedBy: catalogue.agentUsers(name) }),
  }),
  gateway: new StreamDesk(ports, {
    category: 'gateway',
    decider: gatewayDecider,
    upcasts: { gateway: gatewayUpcasts },
    context: (meta, name) => ({ meta, usedBy: catalogue.gatewayUsers(name) }),
  }),
  pricing: new StreamDesk(ports, {
    category: 'pricing',
    decider: pricingDecider,
    upcasts: { pricing: pricingUpcasts },
    context: (meta) => ({ meta }),
  }),
  operator: new StreamDesk(ports, {
    category: 'operator',
    decider: operatorDecider,
    upcasts: { operator: operatorUpcasts },
    context: (meta) => ({ meta, operators: catalogue.operators() }),
  }),
  policy: new StreamDesk(ports, {
    category: 'policy',
    decider: policyDecider,
    upcasts: { policy: policyUpcasts },
    context: (meta) => ({ meta, operators: catalogue.operators() }),
  }),
  limit: new StreamDesk(ports, {
    category: 'limit',
    decider: limitDecider,
    upcasts: { limit: limitUpcasts },
    context: (meta) => ({ meta, isWorkflow: (workflowId) => catalogue.workflow(workflowId)?.archived === false }),
  }),
  access: new StreamDesk(ports, {
    category: 'access',
    decider: accessDecider,
    upcasts: { access: accessUpcasts },
    context: (meta) => ({ meta }),
  }),
});
