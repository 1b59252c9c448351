import type { WorkflowInput, WorkflowSaved, WorkflowValidation, WorkflowView } from '@mc/contracts';
import {
  deriveId,
  type KnownCatalogue,
  type ModelPrice,
  modelOf,
  normaliseWorkflow,
  type WorkflowCommand,
  type WorkflowDefinition,
} from '@mc/domain';
import { findWorkflow, findWorkflowVersion } from '@mc/projections';
import { Inject, Injectable } from '@nestjs/common';
import { Commands } from '../../commands/commands';
import { ExecuteWorkflowCommand } from '../../commands/execute.commands';
import type { Asked } from '../../http/endpoint';
import { ProblemError } from '../../http/problem';
import { type Reply, reply } from '../../http/reply';
import { CATALOGUE, CLOCK, type Clock } from '../../ports';
import { Reads } from '../../queries/reads';
import { schemaProblem } from '../../runs/output-schema';
import { PriceImport } from '../pricing/price-import';
import { dryRunView, findingsOf, type Judgement, workflowView } from './workflow.view';

type Finding = WorkflowView['warnings'][number];

/** Saves workflows, and shows what was saved. */
@Injectable()
export class WorkflowDesk {
  constructor(
    @Inject(Commands) private readonly commands: Commands,
    @Inject(Reads) private readonly reads: Reads,
    @Inject(CATALOGUE) private readonly catalogue: KnownCatalogue,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(PriceImport) private readonly prices: PriceImport,
  ) {}

  async create(asked: Asked, input: WorkflowInput): Promise<Reply<WorkflowSaved>> {
    const definition = this.#usable(input);
    await this.#importPrices(asked, definition);
    // Of the command: whoever repeats it defines the same workflow, and so none.
    const workflowId = deriveId(asked.cause.commandId, 'workflow', 0);
    return this.#save(asked, workflowId, {
      type: 'DefineWorkflow',
      data: { workflowId, definition, source: input.source ?? null },
    });
  }

  async revise(
    asked: Asked,
    workflowId: string,
    input: WorkflowInput,
    expectedVersion: number | null,
  ): Promise<Reply<WorkflowSaved>> {
    const definition = this.#usable(input);
    const known = this.catalogue.workflow(workflowId);
    // What is about to be refused for another reason stores no price either.
    if (known && !known.archived && (expectedVersion ?? known.workflowVersion) === known.workflowVersion)
      await this.#importPrices(asked, definition);
    return this.#save(asked, workflowId, {
      type: 'ReviseWorkflow',
      data: { definition, expectedVersion, source: input.source ?? null },
    });
  }

  async archive(asked: Asked, workflowId: string, expectedVersion: number | null) {
    const { position, revision } = await this.#send(asked, workflowId, {
      type: 'ArchiveWorkflow',
      data: { reason: null, expectedVersion },
    });
    return reply({ id: workflowId, status: 'archived' as const, position, revision }, { position });
  }

  /** A dry run: the same findings as saving, and what a run may cost. Throws `workflow_invalid`. */
  async validate(input: WorkflowInput): Promise<WorkflowValidation> {
    const definition = this.#usable(input);
    const judgement = { ...this.#judgement(), published: await this.#published(definition) };
    const findings = findingsOf(definition, judgement);
    const error = findings.find(({ severity }) => severity === 'error');
    if (error) throw invalid(error, findings);
    return { valid: true, ...dryRunView(definition, judgement), warnings: findings };
  }

  /** A version of a workflow, the latest unless told. */
  async find(workflowId: string, version?: number): Promise<WorkflowView> {
    const latest = await this.reads.find('workflow_not_found', (database) => findWorkflow(database, workflowId));
    const wanted = version ?? latest.workflow_version;
    const shown = await this.reads.find('workflow_version_not_found', (database) =>
      findWorkflowVersion(database, workflowId, wanted),
    );
    return workflowView(latest, shown, this.#judgement());
  }

  async #save(asked: Asked, workflowId: string, command: WorkflowCommand): Promise<Reply<WorkflowSaved>> {
    const { position } = await this.#send(asked, workflowId, command);
    await this.reads.reach(position);
    const saved = await this.find(workflowId);
    return reply({ ...saved, position }, { position, version: saved.version });
  }

  #send(asked: Asked, workflowId: string, command: WorkflowCommand) {
    return this.commands.send(asked, new ExecuteWorkflowCommand(workflowId, command, asked.cause), { command: command.type });
  }

  /** Whether outputs can be checked by a schema only its compiler can say, which the domain does not have. */
  #usable(input: WorkflowInput): WorkflowDefinition {
    const definition = normaliseWorkflow(input);
    const unusable = definition.steps.flatMap(({ key, outputSchema }, index): Finding[] => {
      const problem = outputSchema && schemaProblem(outputSchema);
      if (!problem) return [];
      const path = `/steps/${index}/outputSchema`;
      return [{ code: 'invalid_output_schema', severity: 'error', path, message: problem, step: key, field: 'outputSchema' }];
    });
    const [first] = unusable;
    if (first) throw invalid(first, [...findingsOf(definition, this.#judgement()), ...unusable]);
    return definition;
  }

  /** Before the workflow: under a cap in money only what has a price can be saved. */
  async #importPrices({ cause }: Asked, definition: WorkflowDefinition): Promise<void> {
    const published = await this.#published(definition);
    const findings = published.size === 0 ? [] : findingsOf(definition, { ...this.#judgement(), published });
    if (findings.some(({ severity }) => severity === 'error')) return;
    for (const model of published.keys()) await this.prices.importFor(model, cause);
  }

  /** The published prices of those models of a definition that have none here. */
  async #published({ steps }: WorkflowDefinition): Promise<ReadonlyMap<string, ModelPrice>> {
    const models = new Set(steps.map((step) => modelOf(step, this.catalogue.agent(step.agent))));
    const prices = new Map<string, ModelPrice>();
    for (const model of models) {
      const price = model === null ? undefined : await this.prices.published(model);
      if (price) prices.set(price.model, price);
    }
    return prices;
  }

  #judgement(): Judgement {
    return { catalogue: this.catalogue, now: this.clock() };
  }
}

const invalid = ({ message }: Finding, errors: readonly Finding[]) =>
  new ProblemError('workflow_invalid', `The workflow is not valid: ${message}.`, { errors });
