import type { IncomingHttpHeaders } from 'node:http';
import { type KnownCatalogue, type RunCommand, systemActor } from '@mc/domain';
import { Inject, Injectable } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { readCallback } from '../../gateways/http/callback';
import { outcomeOf, usageOf } from '../../gateways/http/outcome';
import { SeenIds } from '../../gateways/http/seen-ids';
import type { Callback } from '../../gateways/http/shapes';
import { secretsIn } from '../../gateways/http/signature';
import type { GatewayRegistry } from '../../gateways/registry';
import { reportsOf } from '../../gateways/usage-book';
import { ProblemError } from '../../http/problem';
import { CATALOGUE, GATEWAYS, SECRETS } from '../../ports';
import { ExecuteRunCommand } from '../../runs/execute-run.command';
import type { RunReceipt } from '../../runs/run-commander';
import type { SecretStore } from '../../secrets/secret-store';

const EFFECT_KEY = /^([0-9a-f-]{36})\/([a-z][a-z0-9_-]{0,63})\/([1-9]\d{0,5})$/;

interface Place {
  readonly runId: string;
  readonly stepKey: string;
  readonly attempt: number;
  readonly model: string;
}

/**
 * Takes what engines of kind `http` send back. An attempt that waits in this process hears it; for one that waits elsewhere,
 * or nowhere any more, it goes to the run directly: results are idempotent by attempt, so both may happen.
 */
@Injectable()
export class Callbacks {
  readonly #seen = new SeenIds();

  constructor(
    @Inject(CommandBus) private readonly bus: CommandBus,
    @Inject(CATALOGUE) private readonly catalogue: KnownCatalogue,
    @Inject(GATEWAYS) private readonly registry: GatewayRegistry,
    @Inject(SECRETS) private readonly secrets: SecretStore,
  ) {}

  /** Throws `unauthenticated` for whatever is not signed by this gateway, and `attempt_not_found` for a dispatch that was not made to it. */
  async take(gateway: string, headers: IncomingHttpHeaders, body: unknown): Promise<void> {
    const now = Date.now();
    const bytes = Buffer.isBuffer(body) ? body : Buffer.alloc(0);
    const callback = readCallback(await this.#secretsOf(gateway), headers, bytes, now);
    if (callback === 'unsigned') throw new ProblemError('unauthenticated', 'The callback is not signed as it should be.');
    if (callback === 'malformed') throw new ProblemError('validation_failed', 'The callback has not the documented shape.');
    const id = `${gateway}\n${String(headers['webhook-id'])}`;
    if (this.#seen.has(id)) return;
    if (!this.registry.callbacks.deliver(gateway, callback)) await this.#record(gateway, callback);
    // Only now: what failed on our side must count when it is sent again.
    this.#seen.add(id, now);
  }

  /** None for a gateway that is not there or of another kind, by which no signature fits. */
  async #secretsOf(gateway: string): Promise<readonly string[]> {
    const config = this.catalogue.gateway(gateway);
    const secretRef = config?.kind === 'http' ? config.auth.secretRef : null;
    return secretRef === null ? [] : secretsIn((await this.secrets.read(secretRef)) ?? '');
  }

  async #record(gateway: string, callback: Callback): Promise<void> {
    const place = await this.#placeOf(gateway, callback.data.effectKey);
    const command = commandOf(callback, place);
    if (command) await this.#execute(place.runId, command);
  }

  /** The callback may speak of nothing but a dispatch that was made to this gateway, whatever else exists. */
  async #placeOf(gateway: string, effectKey: string): Promise<Place> {
    const [, runId, stepKey, number] = EFFECT_KEY.exec(effectKey) ?? [];
    if (runId === undefined || stepKey === undefined) throw noSuchDispatch();
    const { refusal, state } = await this.#execute(runId, { type: 'AdvanceRun', data: {} });
    const attempt = refusal ? undefined : state.steps.get(stepKey)?.attempts[Number(number) - 1];
    if (attempt?.spec.gateway !== gateway || attempt.effectKey !== effectKey) throw noSuchDispatch();
    return { runId, stepKey, attempt: attempt.attempt, model: attempt.spec.model };
  }

  #execute(runId: string, command: RunCommand): Promise<RunReceipt> {
    return this.bus.execute(new ExecuteRunCommand(runId, command, { actor: systemActor('dispatcher'), correlationId: runId }));
  }
}

const noSuchDispatch = () => new ProblemError('attempt_not_found', 'No such dispatch was made to this gateway.');

/** `null`: it says nothing that is kept; streamed text goes to whoever watches, or is lost. */
const commandOf = (callback: Callback, { stepKey, attempt, model }: Place): RunCommand | null => {
  const place = { stepKey, attempt };
  if (callback.type === 'usage')
    return { type: 'RecordUsage', data: { ...place, calls: reportsOf(callback.data.usage, model, false) } };
  if (callback.type !== 'result') return null;
  const result = outcomeOf(callback.data);
  const calls = usageOf(callback.data, model);
  if (result) return { type: 'RecordResult', data: { ...place, engineRunId: null, calls, result } };
  return callback.data.state === 'running' ? { type: 'RecordAccepted', data: { ...place, engineRunId: null } } : null;
};
