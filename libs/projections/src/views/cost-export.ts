import type { CostRow } from '../tables/costs.table';
import { csvCell } from './audit-export';

const NANO_DIGITS = 9;

/** Dollars with nine decimals: exact, and a number for any spreadsheet. An unknown cost is an empty cell. */
export const exactUsd = (nanoUsd: number | null): string => {
  if (nanoUsd === null) return '';
  const digits = String(Math.abs(nanoUsd)).padStart(NANO_DIGITS + 1, '0');
  return `${nanoUsd < 0 ? '-' : ''}${digits.slice(0, -NANO_DIGITS)}.${digits.slice(-NANO_DIGITS)}`;
};

const COLUMNS: readonly (readonly [string, (row: CostRow) => string])[] = [
  ['at', (row) => csvCell(row.at)],
  ['run_id', (row) => csvCell(row.run_id)],
  ['workflow', (row) => csvCell(row.workflow_name)],
  ['step', (row) => csvCell(row.step_key)],
  ['attempt', (row) => csvCell(row.attempt)],
  ['call_id', (row) => csvCell(row.call_id)],
  ['agent', (row) => csvCell(row.agent)],
  ['gateway', (row) => csvCell(row.gateway)],
  ['model', (row) => csvCell(row.model)],
  ['input_tokens', (row) => csvCell(row.input_tokens)],
  ['output_tokens', (row) => csvCell(row.output_tokens)],
  ['cache_read_tokens', (row) => csvCell(row.cache_read_tokens)],
  ['cache_write_tokens', (row) => csvCell(row.cache_write_tokens)],
  // Not as a text: a correction is below zero, and a sign would be taken for a formula.
  ['cost_usd', (row) => exactUsd(row.cost_nano_usd)],
  ['price_version', (row) => csvCell(row.price_version)],
  ['final', (row) => csvCell(row.final)],
  ['source', (row) => csvCell(row.source)],
];

export const costCsvHeader = (): string => `${COLUMNS.map(([name]) => name).join(',')}\r\n`;

/** One line of CSV (RFC 4180) for one entry, its line end included. */
export const costCsvLine = (row: CostRow): string => `${COLUMNS.map(([, cell]) => cell(row)).join(',')}\r\n`;
