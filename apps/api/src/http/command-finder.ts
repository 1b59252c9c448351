import { MIN_POSITION_WAIT_MS } from '@mc/contracts';
import type { EventStore } from '@mc/event-store';
import type { Pool } from 'pg';
import type { ReadModelPosition } from './min-position';
import { ProblemError } from './problem';

/** Where a command's facts ended in one stream. */
export interface DoneCommand {
  readonly commandId: string;
  readonly stream: string;
  readonly revision: number;
  readonly position: number;
}

export interface FoundCommand {
  readonly commandId: string;
  readonly bodyHash: string;
  readonly done: readonly DoneCommand[];
}

interface Row {
  readonly command_id: string;
  readonly body_hash: string;
  readonly stream: string;
  readonly revision: number;
  readonly position: string;
}

/** Finds the command that an idempotency key stands for, by the facts that it has made. */
export class CommandFinder {
  constructor(
    private readonly pool: Pool,
    private readonly store: EventStore,
    private readonly readModel: ReadModelPosition,
  ) {}

  /** What the audit log shows by now; null when it shows nothing. */
  async find(actorId: string, key: string): Promise<FoundCommand | null> {
    const { rows } = await this.pool.query<Row>(
      `SELECT command_id, idempotency_body_hash AS body_hash, stream, max(revision) AS revision, max(position) AS position
       FROM workflow_events WHERE actor_id = $1 AND idempotency_key = $2
       GROUP BY command_id, idempotency_body_hash, stream ORDER BY position`,
      [actorId, key],
    );
    const [first] = rows;
    if (!first) return null;
    const done = rows.map(({ command_id: commandId, stream, revision, position }) => ({
      ...{ commandId, stream, revision },
      position: Number(position),
    }));
    return { commandId: first.command_id, bodyHash: first.body_hash, done };
  }

  /** The same, once everything that the log holds by now is in the audit log. Throws `projection_lag`. */
  async findForCertain(actorId: string, key: string): Promise<FoundCommand | null> {
    const head = await this.store.head();
    if (!(await this.readModel.waitFor(head, MIN_POSITION_WAIT_MS))) {
      throw new ProblemError('projection_lag', 'What the first request has stored cannot be told yet.', {
        headers: { 'Retry-After': '1' },
      });
    }
    return this.find(actorId, key);
  }
}
