import { type AgentConfig, deriveId, normaliseWorkflow, type Refusal, systemActor } from '@mc/domain';
import type { Command, CommandBus } from '@nestjs/cqrs';
import {
  ExecuteAgentCommand,
  ExecuteGatewayCommand,
  ExecutePricingCommand,
  ExecuteWorkflowCommand,
} from '../commands/execute.commands';
import type { Installation } from '../installation';
import { CATALOGUE_SOURCE, lookupCataloguePrice } from '../pricing-catalogue/catalogue';
import { SAMPLE_AGENTS, SAMPLE_GATEWAY, SAMPLE_MODEL, SAMPLE_WORKFLOW } from './sample';

/** Always the same, so that installing it again changes nothing. */
const SAMPLE_COMMAND = '01980000-0000-7000-8000-000000000002';
const cause = { actor: systemActor('sample') };

/** Something to run at once: an engine that plays, three agents behind it, and the workflow of the documentation. */
export const installSample = async (bus: CommandBus, { catalogue, now }: Installation): Promise<void> => {
  if (catalogue.workflows().length > 0) return;
  await send(bus, new ExecuteGatewayCommand(SAMPLE_GATEWAY.name, { type: 'RegisterGateway', data: SAMPLE_GATEWAY }, cause));
  await importPrice(bus, SAMPLE_MODEL, now());
  for (const agent of SAMPLE_AGENTS) await addAgent(bus, agent);
  const workflowId = deriveId(SAMPLE_COMMAND, 'workflow', 0);
  const definition = normaliseWorkflow(SAMPLE_WORKFLOW);
  await send(
    bus,
    new ExecuteWorkflowCommand(workflowId, { type: 'DefineWorkflow', data: { workflowId, definition, source: null } }, cause),
  );
};

const addAgent = (bus: CommandBus, agent: AgentConfig): Promise<void> =>
  send(bus, new ExecuteAgentCommand(agent.name, { type: 'RegisterAgent', data: agent }, cause));

const importPrice = async (bus: CommandBus, model: string, at: string): Promise<void> => {
  const finding = await lookupCataloguePrice(model, at);
  if (!finding.found) return;
  const data = { ...finding.price, source: CATALOGUE_SOURCE };
  await send(bus, new ExecutePricingCommand(model, { type: 'ImportPrice', data }, cause));
};

/** What is there already may stay as it is; anything else that is refused is a mistake in the sample. */
const send = async (bus: CommandBus, command: Command<{ readonly refusal?: Refusal }>): Promise<void> => {
  const { refusal } = await bus.execute(command);
  if (refusal && !refusal.code.endsWith('_exists')) throw new Error(`the sample was refused: ${refusal.message}`);
};
