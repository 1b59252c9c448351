import { type FreezeScope, freezeKey, type KnownCatalogue } from '@mc/domain';
import { Inject, Injectable } from '@nestjs/common';
import { ProblemError } from '../../http/problem';
import { CATALOGUE } from '../../ports';

/** Finds what a freeze means: a workflow may be given by its id or its name, and what does not exist cannot be frozen. */
@Injectable()
export class FreezePlaces {
  constructor(@Inject(CATALOGUE) private readonly catalogue: KnownCatalogue) {}

  /** The place by the name that facts use. */
  resolve({ scope, name }: FreezeScope): FreezeScope {
    if (scope !== 'workflow' || name === null) return { scope, name };
    const byName = this.catalogue.workflows().find((workflow) => workflow.name === name && !workflow.archived);
    return { scope, name: byName?.workflowId ?? name };
  }

  /** Throws what does not exist, and `already_frozen`. */
  checkFreezable(place: FreezeScope): void {
    this.#checkExists(place);
    if (this.#isFrozen(place)) throw new ProblemError('already_frozen', `${sentence(place)} is frozen already.`);
  }

  /** A freeze can be lifted from what is gone. Throws `not_frozen`. */
  checkFrozen(place: FreezeScope): void {
    if (!this.#isFrozen(place)) throw new ProblemError('not_frozen', `${sentence(place)} is not frozen.`);
  }

  #checkExists({ scope, name }: FreezeScope): void {
    if (scope === 'agent' && !this.catalogue.agent(name ?? '')) throw missing('agent_not_found', 'agent', name);
    if (scope === 'gateway' && !this.catalogue.gateway(name ?? '')) throw missing('gateway_not_found', 'gateway', name);
    if (scope === 'workflow' && !this.catalogue.workflow(name ?? '')) throw missing('workflow_not_found', 'workflow', name);
  }

  #isFrozen(place: FreezeScope): boolean {
    return this.catalogue.freezes().some((freeze) => freezeKey(freeze) === freezeKey(place));
  }
}

const missing = (code: 'agent_not_found' | 'gateway_not_found' | 'workflow_not_found', what: string, name: string | null) =>
  new ProblemError(code, `There is no ${what} ${name}.`);

const sentence = ({ scope, name }: FreezeScope): string => (name === null ? 'The installation' : `The ${scope} ${name}`);
