import type {
  AccessCommand,
  AgentCommand,
  AgentRefusal,
  GatewayCommand,
  GatewayRefusal,
  LimitCommand,
  LimitRefusal,
  OperatorCommand,
  OperatorRefusal,
  PolicyCommand,
  PolicyRefusal,
  PricingCommand,
  PricingRefusal,
  WorkflowCommand,
  WorkflowRefusal,
} from '@mc/domain';
import { Inject, type Type } from '@nestjs/common';
import { Command, CommandHandler } from '@nestjs/cqrs';
import { DESKS } from '../ports';
import type { Cause } from '../runs/run-commander';
import type { Desks } from './desks';
import type { Receipt } from './stream-desk';

/** A bus message: the domain's command inside, for one stream of its kind. */
abstract class ExecuteOnStream<Inner, Code extends string> extends Command<Receipt<Code>> {
  constructor(
    /** What stands behind the category in the stream's name. */
    readonly name: string,
    readonly command: Inner,
    readonly cause: Cause,
  ) {
    super();
  }
}

export class ExecuteWorkflowCommand extends ExecuteOnStream<WorkflowCommand, WorkflowRefusal> {}
export class ExecuteAgentCommand extends ExecuteOnStream<AgentCommand, AgentRefusal> {}
export class ExecuteGatewayCommand extends ExecuteOnStream<GatewayCommand, GatewayRefusal> {}
export class ExecutePricingCommand extends ExecuteOnStream<PricingCommand, PricingRefusal> {}
export class ExecuteOperatorCommand extends ExecuteOnStream<OperatorCommand, OperatorRefusal> {}
export class ExecutePolicyCommand extends ExecuteOnStream<PolicyCommand, PolicyRefusal> {}
export class ExecuteLimitCommand extends ExecuteOnStream<LimitCommand, LimitRefusal> {}
export class ExecuteAccessCommand extends ExecuteOnStream<AccessCommand, never> {}

/** The one handler of a bus message: hands what is inside to the desk of its streams. */
const handlerFor = <Kind extends keyof Desks>(
  message: Type<ExecuteOnStream<Parameters<Desks[Kind]['execute']>[1], string>>,
  kind: Kind,
): Type => {
  @CommandHandler(message as Type<Command<Receipt>>)
  class ExecuteHandler {
    constructor(@Inject(DESKS) private readonly desks: Desks) {}

    execute({ name, command, cause }: ExecuteOnStream<unknown, string>): Promise<Receipt> {
      const desk = this.desks[kind] as { execute(name: string, command: unknown, cause: Cause): Promise<Receipt> };
      return desk.execute(name, command, cause);
    }
  }
  // Nest tells providers apart by their class; people, by its name.
  Object.defineProperty(ExecuteHandler, 'name', { value: `${message.name}Handler` });
  return ExecuteHandler;
};

export const EXECUTE_HANDLERS = [
  handlerFor(ExecuteWorkflowCommand, 'workflow'),
  handlerFor(ExecuteAgentCommand, 'agent'),
  handlerFor(ExecuteGatewayCommand, 'gateway'),
  handlerFor(ExecutePricingCommand, 'pricing'),
  handlerFor(ExecuteOperatorCommand, 'operator'),
  handlerFor(ExecutePolicyCommand, 'policy'),
  handlerFor(ExecuteLimitCommand, 'limit'),
  handlerFor(ExecuteAccessCommand, 'access'),
];
