import type { AuditEventView } from './event.view';

/** One line of NDJSON, its line end included. */
export const ndjsonLine = (event: AuditEventView): string => `${JSON.stringify(event)}\n`;

const COLUMNS: readonly (readonly [string, (event: AuditEventView) => unknown])[] = [
  ['position', (event) => event.position],
  ['stream', (event) => event.stream],
  ['revision', (event) => event.revision],
  ['id', (event) => event.id],
  ['type', (event) => event.type],
  ['at', (event) => event.at],
  ['actor_kind', (event) => event.actor.kind],
  ['actor_id', (event) => event.actor.id],
  ['actor_username', (event) => event.actor.username],
  ['actor_email', (event) => event.actor.email],
  ['run_id', (event) => event.runId],
  ['workflow', (event) => event.workflow?.name],
  ['workflow_version', (event) => event.workflow?.version],
  ['agent', (event) => event.agent],
  ['step_key', (event) => event.stepKey],
  ['attempt', (event) => event.attempt],
  ['outcome', (event) => event.outcome],
  ['reason', (event) => event.reason],
  ['summary', (event) => event.summary],
  ['data', (event) => JSON.stringify(event.data)],
  ['correlation_id', (event) => event.correlationId],
  ['causation_id', (event) => event.causationId],
  ['hash', (event) => event.hash],
  ['previous_hash', (event) => event.previousHash],
];

export const csvHeader = (): string => `${COLUMNS.map(([name]) => name).join(',')}\r\n`;

/** One line of CSV (RFC 4180), its line end included. */
export const csvLine = (event: AuditEventView): string => `${COLUMNS.map(([, value]) => csvCell(value(event))).join(',')}\r\n`;

/** What a spreadsheet would take for a formula, also behind white space. */
const FORMULA = /^\s*[=+\-@\uff1d\uff0b\uff0d\uff20|%]|^[\t\r\n]/;
const NEEDS_QUOTES = /[",\r\n]|^\s|\s$/;

/** A cell; texts that a spreadsheet would run begin with an apostrophe. */
export const csvCell = (value: unknown): string => {
  if (value === null || value === undefined) return '';
  if (typeof value === 'number') return String(value);
  const text = String(value).replaceAll('\0', '␀');
  const safe = FORMULA.test(text) ? `'${text}` : text;
  return NEEDS_QUOTES.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
};
