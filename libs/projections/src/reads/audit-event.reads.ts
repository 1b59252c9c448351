import { sql } from 'kysely';
import type { ConsoleDatabase } from '../database/database';
import { CAUSES_MAX, CHAIN_EVENTS_MAX, EARLIER_EVENTS_MAX } from '../limits';
import { type ActorView, type AuditEventView, auditEventViewFromRow, type StoredEvent } from '../views/event.view';
import { CHANGES } from '../views/event-change';
import { storedEvents } from './audit.reads';

export interface AuditEventRef {
  id: string;
  position: number;
  stream: string;
  revision: number;
  type: string;
  at: string;
  actor: ActorView;
  causationId: string | null;
  summary: string;
}

export interface AuditChange {
  earlier: AuditEventRef | null;
  before: Record<string, unknown> | null;
  after: Record<string, unknown>;
}

export interface AuditEventDetail {
  event: AuditEventView;
  change: AuditChange | null;
  chain: { items: AuditEventRef[]; complete: boolean };
  policyVersion: number;
}

/** One event with what it changed, what belongs to it, and the policy of its time; null: there is no such event. */
export const findAuditEvent = async (database: ConsoleDatabase, id: string): Promise<AuditEventDetail | null> => {
  const row = await storedEvents(database.selectFrom('workflow_events')).where('id', '=', id).executeTakeFirst();
  if (!row) return null;
  const event = auditEventViewFromRow(row);
  const [change, chain, policyVersion] = await Promise.all([
    changeOf(database, row, event),
    chainOf(database, row),
    policyVersionAt(database, row.position),
  ]);
  return { event, change, chain, policyVersion };
};

const changeOf = async (
  database: ConsoleDatabase,
  row: StoredEvent,
  { type, data }: AuditEventView,
): Promise<AuditChange | null> => {
  const rule = Object.hasOwn(CHANGES, type) ? CHANGES[type] : undefined;
  if (!rule) return null;
  const { earlier: types, same, part = (all) => all, initially } = rule;
  let query = storedEvents(database.selectFrom('workflow_events'))
    .where(inStream(row))
    .where('revision', '<', row.revision)
    .where('type', 'in', types);
  if (same === 'approvalId') query = query.where('approval_id', '=', row.approval_id);
  const found = await query
    .orderBy('revision', 'desc')
    .limit(same === undefined ? 1 : EARLIER_EVENTS_MAX)
    .execute();
  // Compared here and not in the database, whose JSON refuses texts that ours takes.
  const earlier = found.map(auditEventViewFromRow).find((one) => same === undefined || one.data[same] === data[same]) ?? null;
  const before = earlier ? part(earlier.data, earlier.type) : (initially?.(data) ?? null);
  return { earlier: earlier && refOf(earlier), before: before && { ...before }, after: { ...part(data, type) } };
};

/** Runs are found by another index than the rest. */
const inStream = ({ stream, run_id: runId }: StoredEvent) =>
  stream.startsWith('run-')
    ? sql<boolean>`run_id = ${runId} AND stream = ${stream}`
    : sql<boolean>`stream = ${stream} AND stream NOT LIKE 'run-%'`;

/** What belongs to the same request around the event, and the events that caused it, wherever they stand. */
const chainOf = async (database: ConsoleDatabase, row: StoredEvent): Promise<AuditEventDetail['chain']> => {
  const related = () =>
    storedEvents(database.selectFrom('workflow_events'))
      .where('correlation_id', '=', row.correlation_id)
      .limit(CHAIN_EVENTS_MAX + 1);
  const [before, after, causes] = await Promise.all([
    related().where('position', '<=', row.position).orderBy('position', 'desc').orderBy('revision', 'desc').execute(),
    related().where('position', '>', row.position).orderBy('position').orderBy('revision').execute(),
    causesOf(database, row),
  ]);
  const near = [...before.slice(0, CHAIN_EVENTS_MAX), ...after.slice(0, CHAIN_EVENTS_MAX), ...causes];
  const items = [...new Map(near.map((one) => [one.id, refOf(auditEventViewFromRow(one))])).values()];
  items.sort((a, b) => a.position - b.position || a.revision - b.revision);
  return { items, complete: before.length <= CHAIN_EVENTS_MAX && after.length <= CHAIN_EVENTS_MAX };
};

/** From cause to cause, as far back as they are told. */
const causesOf = async (database: ConsoleDatabase, row: StoredEvent): Promise<StoredEvent[]> => {
  const causes: StoredEvent[] = [];
  let id = row.causation_id;
  while (id !== null && isUuid(id) && causes.length < CAUSES_MAX) {
    const cause = await storedEvents(database.selectFrom('workflow_events')).where('id', '=', id).executeTakeFirst();
    if (!cause) break;
    causes.push(cause);
    id = cause.causation_id;
  }
  return causes;
};

const isUuid = (text: string): boolean => /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(text);

const refOf = ({ id, position, stream, revision, type, at, actor, causationId, summary }: AuditEventView): AuditEventRef => ({
  ...{ id, position, stream, revision, type, at, actor, causationId, summary },
});

/** The revision of the newest rule about who may approve; -1: none had been set. */
const policyVersionAt = async (database: ConsoleDatabase, position: number): Promise<number> => {
  const { rows } = await sql<{ revision: number | null }>`
    SELECT max(revision) AS revision FROM workflow_events
     WHERE stream = 'policy-main' AND stream NOT LIKE 'run-%' AND type IN ('ApprovalRuleSet', 'SingleOperatorModeSet')
       AND position <= ${position}`.execute(database);
  return rows[0]?.revision ?? -1;
};
