import type { WorkflowSaved, WorkflowValidation, WorkflowView } from '@mc/contracts';
import { findWorkflow, listWorkflows, listWorkflowVersions } from '@mc/projections';
import { Controller, Headers, Inject } from '@nestjs/common';
import { type Asked, AskedBy, Endpoint, Input, type InputOf } from '../../http/endpoint';
import { expectedVersion } from '../../http/if-match';
import { type Reply, reply } from '../../http/reply';
import { Reads } from '../../queries/reads';
import { madeBy } from './workflow.view';
import { WorkflowDesk } from './workflow-desk';

@Controller()
export class WorkflowsController {
  constructor(
    @Inject(WorkflowDesk) private readonly workflows: WorkflowDesk,
    @Inject(Reads) private readonly reads: Reads,
  ) {}

  @Endpoint('createWorkflow')
  create(@AskedBy() asked: Asked, @Input() { body }: InputOf<'createWorkflow'>): Promise<Reply<WorkflowSaved>> {
    return this.workflows.create(asked, body);
  }

  @Endpoint('validateWorkflow')
  validate(@Input() { body }: InputOf<'validateWorkflow'>): Promise<WorkflowValidation> {
    return this.workflows.validate(body);
  }

  @Endpoint('listWorkflows')
  list(@Input() { query }: InputOf<'listWorkflows'>) {
    const { limit, cursor, ...filters } = query;
    return this.reads.ask((database) => listWorkflows(database, filters, { limit, cursor }));
  }

  @Endpoint('getWorkflow')
  async get(@Input() { params }: InputOf<'getWorkflow'>): Promise<Reply<WorkflowView>> {
    const workflow = await this.workflows.find(params.id);
    return reply(workflow, { version: workflow.version });
  }

  @Endpoint('updateWorkflow')
  update(
    @AskedBy() asked: Asked,
    @Input() { params, body }: InputOf<'updateWorkflow'>,
    @Headers('if-match') ifMatch?: string,
  ): Promise<Reply<WorkflowSaved>> {
    return this.workflows.revise(asked, params.id, body, expectedVersion(ifMatch));
  }

  @Endpoint('archiveWorkflow')
  archive(@AskedBy() asked: Asked, @Input() { params }: InputOf<'archiveWorkflow'>, @Headers('if-match') ifMatch?: string) {
    return this.workflows.archive(asked, params.id, expectedVersion(ifMatch));
  }

  @Endpoint('listWorkflowVersions')
  async versions(@Input() { params, query }: InputOf<'listWorkflowVersions'>) {
    await this.reads.find('workflow_not_found', (database) => findWorkflow(database, params.id));
    const { items, ...page } = await this.reads.ask((database) => listWorkflowVersions(database, params.id, query));
    const versions = items.map((row) => ({
      version: row.workflow_version,
      createdAt: row.created_at,
      createdBy: madeBy(row),
      stepCount: row.step_count,
    }));
    return { ...page, items: versions };
  }

  @Endpoint('getWorkflowVersion')
  version(@Input() { params }: InputOf<'getWorkflowVersion'>): Promise<WorkflowView> {
    return this.workflows.find(params.id, params.version);
  }
}
