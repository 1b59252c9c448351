import type { KnownCatalogue, WorkflowDefinition, WorkflowEvent } from '@mc/domain';
import type { EventStore } from '@mc/event-store';
import { Inject, Injectable } from '@nestjs/common';
import { ProblemError } from '../../http/problem';
import { CATALOGUE, EVENT_STORE } from '../../ports';

export interface WorkflowVersion {
  readonly workflowVersion: number;
  readonly definition: WorkflowDefinition;
}

/** Versions of workflows, from what they were defined by: never from a read model, since runs are decided on them. */
@Injectable()
export class WorkflowVersions {
  constructor(
    @Inject(CATALOGUE) private readonly catalogue: KnownCatalogue,
    @Inject(EVENT_STORE) private readonly store: EventStore,
  ) {}

  /** The version that a run is to start with. Throws a problem where there is none, or no more runs are to start. */
  async toStart(workflowId: string, version: number | undefined): Promise<WorkflowVersion> {
    const known = this.catalogue.workflow(workflowId);
    if (!known) throw new ProblemError('workflow_not_found', 'There is no such workflow.');
    if (known.archived) throw new ProblemError('workflow_archived', `The workflow ${known.name} is archived.`);
    if (version === undefined || version === known.workflowVersion) return known;
    const found = version < known.workflowVersion ? await this.#recorded(workflowId, version) : undefined;
    if (!found) throw new ProblemError('workflow_version_not_found', `The workflow ${known.name} has no version ${version}.`);
    return found;
  }

  async #recorded(workflowId: string, version: number): Promise<WorkflowVersion | undefined> {
    for await (const page of this.store.readStream(`workflow-${workflowId}`, { texts: 'whole' })) {
      for (const recorded of page) {
        const event = recorded as unknown as WorkflowEvent;
        if (event.type === 'WorkflowDefined' && event.data.workflowVersion === version) return event.data;
      }
    }
    return undefined;
  }
}
