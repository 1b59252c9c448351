import type { AuthoredWorkflow } from '@mc/domain';
import { HOUR, MINUTE, SECOND } from '../moments';
import { inSession } from '../people';
import { call, completed, used } from '../reports';
import type { Dispatched, Plan, Report, RunScript } from '../script';
import { read } from '../steps';
import { handbookMarkdown, recordsJson } from '../texts';
import { LIN } from './surroundings';

const EVENTS = 50_000;
const CRAWL_STEPS = 10;
const CALLS_PER_STEP = 50;
/** Reports of a step, each of which tells of all its calls, are so far apart. */
const REPORT_MS = 2 * SECOND;
const MIB = 1024 * 1024;
const RECORDS_BYTES = 10 * MIB;
const HANDBOOK_BYTES = 2 * MIB;
/** Of whatever is scaled down there is a little left. */
const BYTES_MIN = 1_024;

/** A chain of steps with many model calls each. */
export const CRAWL: AuthoredWorkflow = {
  name: 'deep-crawl',
  description: 'Follow every link of a site',
  inputs: { site: { type: 'string', required: true } },
  steps: Array.from({ length: CRAWL_STEPS }, (_, index) =>
    read(`depth-${index}`, 'crawler', `Follow the links of {{ inputs.site }}, ${index} deep.`, {
      ...{ maxOutputTokens: 60_000, timeoutMs: 4 * HOUR },
      ...(index === 0 ? {} : { dependsOn: [`depth-${index - 1}`] }),
    }),
  ),
};

/** A run of very many events, nearly all of them reports of what its calls have used so far. */
export const crawlRun = (plan: Plan, now: number, scale: number): RunScript => {
  const reports = Math.max(1, Math.round((EVENTS / CRAWL_STEPS / CALLS_PER_STEP) * scale));
  return {
    ...{ name: 'deep-crawl', startAt: now - 30 * HOUR, by: inSession(LIN), plan },
    ...{ inputs: { site: 'northwind.example' }, label: 'the whole site' },
    engine: (sent) => crawled(sent, reports),
  };
};

const crawled = (sent: Dispatched, reports: number): readonly Report[] => {
  const calls = (part: number, final: boolean) =>
    Array.from({ length: CALLS_PER_STEP }, (_, index) =>
      call(sent, { input: 40 + index, output: 5 * part + index }, index + 1, final),
    );
  return [
    ...Array.from({ length: reports }, (_, index) => used(sent, (index + 1) * REPORT_MS, calls(index + 1, false))),
    completed(sent, (reports + 1) * REPORT_MS, `${CALLS_PER_STEP} pages read.`, calls(reports + 1, true)),
  ];
};

export const EXPORT: AuthoredWorkflow = {
  name: 'data-export',
  description: 'Export all records for a move, with a handbook',
  inputs: { tenant: { type: 'string', required: true } },
  steps: [
    read('records', 'crawler', 'Export every record of {{ inputs.tenant }} as JSON.', { maxOutputTokens: 4_000_000 }),
    read('handbook', 'writer', 'Write the handbook of the export of {{ inputs.tenant }}.', {
      ...{ dependsOn: ['records'], maxOutputTokens: 700_000 },
    }),
  ],
};

/** A run with one output of 10 MB of JSON, and one of 2 MB of Markdown. */
export const exportRun = (plan: Plan, now: number, scale: number): RunScript => ({
  ...{ name: 'data-export', startAt: now - 26 * HOUR, by: inSession(LIN), plan },
  ...{ inputs: { tenant: 'fabrikam' }, label: 'Fabrikam moves out' },
  engine: (sent) => {
    const isRecords = sent.stepKey === 'records';
    const bytes = Math.max(BYTES_MIN, Math.round((isRecords ? RECORDS_BYTES : HANDBOOK_BYTES) * scale));
    const output = isRecords ? recordsJson(bytes, 'fabrikam') : handbookMarkdown(bytes, 'fabrikam');
    return [completed(sent, 20 * MINUTE, output, [call(sent, { input: 2_800, output: Math.floor(bytes / 4) })])];
  },
});
