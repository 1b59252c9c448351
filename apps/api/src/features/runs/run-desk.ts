import type { RunReceiptView, SettleInput, StartRunInput } from '@mc/contracts';
import { deriveId, type NotExecutedProof, nanoFromCents, type RunCommand, type RunState } from '@mc/domain';
import { findRun, runView } from '@mc/projections';
import { Inject, Injectable } from '@nestjs/common';
import { Commands, type RunDone } from '../../commands/commands';
import type { GatewayRegistry } from '../../gateways/registry';
import type { Asked } from '../../http/endpoint';
import { type Reply, reply } from '../../http/reply';
import { GATEWAYS } from '../../ports';
import { Reads } from '../../queries/reads';
import { WorkflowVersions } from '../workflows/workflow-versions';

/** Sends commands of runs, and says where they ended. */
@Injectable()
export class RunDesk {
  constructor(
    @Inject(Commands) private readonly commands: Commands,
    @Inject(Reads) private readonly reads: Reads,
    @Inject(WorkflowVersions) private readonly versions: WorkflowVersions,
    @Inject(GATEWAYS) private readonly gateways: GatewayRegistry,
  ) {}

  async execute(asked: Asked, runId: string, command: RunCommand): Promise<Reply<RunReceiptView>> {
    const stepKey = 'stepKey' in command.data ? String(command.data.stepKey) : null;
    return this.#receipt(runId, await this.commands.run(asked, runId, command, { stepKey }));
  }

  async start(asked: Asked, workflowId: string, input: StartRunInput): Promise<Reply<RunReceiptView>> {
    const { workflowVersion, definition } = await this.versions.toStart(workflowId, input.version);
    // Of the command: whoever repeats it starts the same run, and so none.
    const runId = deriveId(asked.cause.commandId, 'run', 0);
    const { totalBudgetCents, maxTokens, onExceeded } = input.budget ?? {};
    const budget = {
      ...(totalBudgetCents === undefined ? {} : { capNanoUsd: nanoFromCents(totalBudgetCents) }),
      ...(maxTokens === undefined ? {} : { capTokens: maxTokens }),
      ...(onExceeded === undefined ? {} : { onExceeded }),
    };
    const plan = { runId, workflowId, workflowVersion, definition };
    const data = { ...plan, inputs: input.inputs, budget: input.budget ? budget : null, label: input.label ?? null };
    return this.#receipt(runId, await this.commands.run(asked, runId, { type: 'StartRun', data }, { workflowId }));
  }

  async settle(asked: Asked, runId: string, stepKey: string, input: SettleInput): Promise<Reply<RunReceiptView>> {
    const engineProof = input.outcome === 'not_executed' ? await this.#engineProof(asked, runId, stepKey) : null;
    const statement = input.proof === undefined ? null : textOf(input.proof);
    const { outcome, output = null, reason } = input;
    return this.execute(asked, runId, { type: 'SettleStep', data: { stepKey, outcome, output, statement, engineProof, reason } });
  }

  /** What the engine itself confirms of an attempt; a person's word proves nothing here. */
  async #engineProof(asked: Asked, runId: string, stepKey: string): Promise<NotExecutedProof | null> {
    const { state } = await this.commands.look(asked, runId);
    const attempt = state.steps.get(stepKey)?.attempts.at(-1);
    if (attempt?.status !== 'unknown') return null;
    const gateway = this.gateways.get(attempt.spec.gateway);
    if (!gateway) return null;
    const stopped = await gateway.stop(attempt.effectKey);
    if (stopped.proof === 'tombstone' && stopped.executed === 'no') return 'tombstone';
    const found = await gateway.lookup(attempt.effectKey);
    if (found.state === 'cancelled') return 'tombstone';
    return found.state === 'not_found' ? 'expired_and_not_found' : null;
  }

  async #receipt(runId: string, { stream, revision, position, state }: RunDone): Promise<Reply<RunReceiptView>> {
    const { status, hold } = state
      ? statusOf(state)
      : await this.reads.findAt(position, 'run_not_found', (db) => findRun(db, runId));
    return reply({ runId, status, hold, stream, revision, position }, { position });
  }
}

const statusOf = (state: RunState): Pick<RunReceiptView, 'status' | 'hold'> => runView(state);

const textOf = (proof: unknown): string => (typeof proof === 'string' ? proof : JSON.stringify(proof));
