import { type EndpointSpec, IDEMPOTENCY_KEY_LENGTH_MAX, isProblemCode, type Problem } from '@mc/contracts';
import { deriveId, sha256Hex } from '@mc/domain';
import { Inject, Injectable, type OnApplicationShutdown } from '@nestjs/common';
import type { Request } from 'express';
import { CommandFinder, type FoundCommand } from './command-finder';
import { CLAIM_LEASE_MS, IdempotencyStore, type KeptAnswer } from './idempotency.store';
import { ProblemError } from './problem';
import { toProblem } from './problem.filter';
import { etagOf, Reply } from './reply';
import { contextOf, type RequestContext } from './request-context';

const KEY = /^[!-~]+$/;
const REPLAYED = { 'Idempotency-Replayed': 'true' };

/** A refusal that was given before, word for word. */
class ReplayedProblem extends ProblemError {
  constructor(private readonly kept: Problem) {
    super(isProblemCode(kept.code) ? kept.code : 'internal', kept.detail, { headers: REPLAYED });
  }

  override body(): Problem {
    return this.kept;
  }
}

/** Lets a command with an `Idempotency-Key` through once, for each actor; whoever asks again gets the first answer. */
@Injectable()
export class Idempotency implements OnApplicationShutdown {
  #atWork = 0;
  readonly #renewal: NodeJS.Timeout;

  constructor(
    @Inject(IdempotencyStore) private readonly store: IdempotencyStore,
    @Inject(CommandFinder) private readonly commands: CommandFinder,
  ) {
    // A renewal that fails lets the lease run out, which is what a lease is for.
    this.#renewal = setInterval(() => {
      if (this.#atWork > 0) this.store.renew().catch(() => undefined);
    }, CLAIM_LEASE_MS / 3).unref();
  }

  onApplicationShutdown(): void {
    clearInterval(this.#renewal);
  }

  async once(spec: EndpointSpec, request: Request, run: () => Promise<Reply>): Promise<Reply> {
    const key = keyOf(request);
    const context = contextOf(request);
    if (key === null || !context.caller || !context.command) return run();
    const actorId = context.caller.operator.operatorId;
    const bodyHash = hashOf(spec, request, context);
    const claim = await this.store.claim({ actorId, key, bodyHash });
    switch (claim.kind) {
      case 'answered':
        return replay(claim.answer);
      case 'reused':
        throw reused();
      case 'in_progress':
        throw new ProblemError('idempotency_in_progress', 'The first request with this Idempotency-Key is still at work.', {
          headers: { 'Retry-After': '1' },
        });
      case 'claimed': {
        const found = await this.#found(actorId, key, bodyHash, claim.repeated);
        // Should the table of keys be younger than the log, the log knows better.
        const ownId = commandIdOf(claim.since, actorId, key);
        const commandId = claim.repeated ? ownId : (found?.commandId ?? ownId);
        context.command = { commandId, idempotency: { key, bodyHash }, done: found?.done ?? [] };
        return this.#atLast(actorId, key, context.requestId, run);
      }
    }
  }

  /**
   * What the log holds of this command: of a process that died between its append and its answer, or of a time before the
   * table of keys was lost.
   */
  async #found(actorId: string, key: string, bodyHash: string, repeated: boolean): Promise<FoundCommand | null> {
    try {
      const found = await (repeated ? this.commands.findForCertain(actorId, key) : this.commands.find(actorId, key));
      if (found && found.bodyHash !== bodyHash) throw reused();
      return found;
    } catch (error) {
      await this.store.release(actorId, key);
      throw error;
    }
  }

  async #atLast(actorId: string, key: string, requestId: string, run: () => Promise<Reply>): Promise<Reply> {
    this.#atWork += 1;
    try {
      const answer = await run();
      await this.store.keep(actorId, key, keptReply(answer));
      return answer;
    } catch (error) {
      const problem = toProblem(error);
      if (isFinal(problem)) await this.store.keep(actorId, key, keptProblem(problem, requestId));
      else await this.store.release(actorId, key);
      throw error;
    } finally {
      this.#atWork -= 1;
    }
  }
}

const reused = () => new ProblemError('idempotency_key_reused', 'This Idempotency-Key came with another request before.');

/** A refusal by rule is an answer; trouble of ours, or a race that was lost, is none: the same key may try again. */
const isFinal = (problem: ProblemError): boolean => problem.status < 500 && problem.code !== 'concurrent_change';

const keptReply = ({ body, options }: Reply): KeptAnswer => ({
  status: options.status ?? 0,
  headers: {
    ...options.headers,
    ...(options.position === undefined ? {} : { 'X-Position': String(options.position) }),
    ...(options.version === undefined ? {} : { ETag: etagOf(options.version) }),
  },
  body: options.kept === undefined ? body : options.kept,
});

const keptProblem = (problem: ProblemError, requestId: string): KeptAnswer => ({
  status: problem.status,
  headers: { ...problem.headers },
  body: problem.body(requestId),
});

const replay = ({ status, headers, body }: KeptAnswer): Reply => {
  if (status >= 400) throw new ReplayedProblem(body as Problem);
  return new Reply(body, { headers: { ...headers, ...REPLAYED }, ...(status > 0 ? { status } : {}) });
};

const keyOf = (request: Request): string | null => {
  const key = request.header('idempotency-key');
  if (key === undefined) return null;
  if (key.length > IDEMPOTENCY_KEY_LENGTH_MAX || !KEY.test(key)) {
    throw new ProblemError(
      'invalid_header',
      `Idempotency-Key must be 1 to ${IDEMPOTENCY_KEY_LENGTH_MAX} printable ASCII characters.`,
    );
  }
  return key;
};

/** The command's id, a UUIDv7 of the instant of the first claim: a repeat gets the same, and so do the facts that it makes. */
const commandIdOf = (since: Date, actorId: string, key: string): string => {
  const time = since.getTime().toString(16).padStart(12, '0');
  return deriveId(`${time.slice(0, 8)}-${time.slice(8)}-${sha256Hex(`${actorId}/${key}`)}`, 'command', 0);
};

/** What makes two requests the same: what is asked for, of what, and with what; not the layout of the JSON. */
const hashOf = (spec: EndpointSpec, request: Request, { input }: RequestContext): string =>
  sha256Hex(JSON.stringify([spec.id, input.params, sorted(input.body ?? null), request.header('if-match') ?? null]));

/** Members in the order of their names, at every level; depth was checked at the door. */
const sorted = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return entries.map(([name, member]) => [name, sorted(member)]);
};
