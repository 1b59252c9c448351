import { accessUpcasts } from './access/access.events';
import { agentUpcasts } from './agent/agent.events';
import { budgetUpcasts } from './budget/budget.events';
import { gatewayUpcasts } from './gateway/gateway.events';
import { limitUpcasts } from './limit/limit.events';
import { operatorUpcasts } from './operator/operator.events';
import { policyUpcasts } from './policy/policy.events';
import { pricingUpcasts } from './pricing/pricing.events';
import { runUpcasts } from './run/run.events';
import { workflowUpcasts } from './workflow/workflow.events';

/** Lifts of every category of streams: what a stored fact of an older version becomes. */
export const UPCASTS = {
  access: accessUpcasts,
  agent: agentUpcasts,
  budget: budgetUpcasts,
  gateway: gatewayUpcasts,
  limit: limitUpcasts,
  operator: operatorUpcasts,
  policy: policyUpcasts,
  pricing: pricingUpcasts,
  run: runUpcasts,
  workflow: workflowUpcasts,
};
