import { DAY, MINUTE, SECOND } from '../moments';
import { inSession } from '../people';
import { accepted, call, failed, used } from '../reports';
import { handbookMarkdown, recordsJson } from '../texts';
import { BAD_GATEWAY, HOSTILE_FACTS, POST, RATE_LIMITED } from './answers';
import { engine, grants, rejects, type Scene, well } from './scene';
import { MAYA } from './surroundings';

/** Above what stays in an event: both lie in the table of large texts. */
const RECORDS_BYTES = 180 * 1024;
const HANDBOOK_BYTES = 90 * 1024;

/** Completed, with a gate that was granted and one that was rejected, and with hostile text in an answer. */
const published: Scene = (base) => ({
  ...base('published', 'launch-post', 5 * DAY, 2),
  inputs: { topic: 'night trains' },
  label: 'Night trains, for the November newsletter',
  engine: engine({
    research: well(HOSTILE_FACTS, 41 * SECOND, { input: 1_900, output: 640, cached: 1_200 }),
    draft: well(POST, 66 * SECOND, { input: 2_600, output: 410 }),
    publish: well('Published "Night trains are back" at https://blog.northwind.example/night-trains', 9 * SECOND, {
      ...{ input: 900, output: 40 },
    }),
  }),
  people: ({ stepKey }) => [
    stepKey === 'publish'
      ? grants(52 * MINUTE, 'Read it, figures checked with sales.')
      : rejects(12 * MINUTE, 'Not on the company page: the photo rights are not cleared.'),
  ],
});

/** Completed, with large outputs, a model without a price, and a request that nobody decided. */
const exported: Scene = (base) => ({
  ...base('exported', 'data-export', 4 * DAY),
  inputs: { tenant: 'fabrikam' },
  label: 'Fabrikam moves out',
  engine: engine({
    records: well(recordsJson(RECORDS_BYTES, 'fabrikam'), 4 * MINUTE, { input: 900, output: 61_000 }),
    handbook: well(handbookMarkdown(HANDBOOK_BYTES, 'fabrikam'), 7 * MINUTE, { input: 2_400, output: 24_800 }),
  }),
});

/** Failed, after three attempts. */
const gaveUp: Scene = (base) => ({
  ...base('gave up', 'crm-clean', 3 * DAY),
  inputs: { account: 'Adventure Works' },
  engine: (sent) =>
    sent.attempt === 1 ? [failed(sent, 2 * SECOND, RATE_LIMITED)] : [accepted(sent, 150), failed(sent, 31 * SECOND, BAD_GATEWAY)],
});

const aborted: Scene = (base) => ({
  ...base('aborted', 'launch-post', 2 * DAY, 2),
  inputs: { topic: 'the new Compass 3' },
  engine: engine({
    research: well('Five facts about the new Compass 3: ...', 38 * SECOND, { input: 1_700, output: 500 }),
    draft: (sent) => [accepted(sent, 130), used(sent, 20 * SECOND, [call(sent, { input: 2_300, output: 210 }, 1, false)])],
  }),
  interventions: [
    {
      ...{ afterMs: 70 * SECOND, by: inSession(MAYA) },
      command: { type: 'AbortRun', data: { reason: 'Wrong product: it is called Compass 4.' } },
    },
  ],
});

export const ENDED_RUNS: readonly Scene[] = [published, exported, gaveUp, aborted];
