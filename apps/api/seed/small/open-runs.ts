import { HOUR, MINUTE, SECOND } from '../moments';
import { byKey, inSession } from '../people';
import { accepted, asks, call, failed } from '../reports';
import { DUPLICATES, INVOICES, LOST, MATCHED, WITHHELD } from './answers';
import { engine, grants, type Scene, silent, well } from './scene';
import { MAYA } from './surroundings';

const paused: Scene = (base) => ({
  ...base('paused', 'ticket-triage', 26 * HOUR),
  inputs: { ticket: 'Parcel 88-114 has been in Ghent for nine days. Where is it?' },
  label: 'Ticket 88-114',
  engine: engine({
    classify: well('Logistics, urgent.', 7 * SECOND, { input: 2_300, output: 12 }),
    reply: well('Dear Ms Peeters, your parcel left Ghent this morning ...', 22 * SECOND, { input: 2_500, output: 180 }),
  }),
  interventions: [
    {
      ...{ afterMs: 15 * SECOND, by: inSession(MAYA) },
      command: { type: 'PauseRun', data: { reason: 'Waiting for the carrier to call back.' } },
    },
  ],
});

/** Outcome unknown. */
const inDoubt: Scene = (base) => ({
  ...base('in doubt', 'invoice-run', 20 * HOUR),
  inputs: { supplier: 'Tailspin Toys', month: 'November' },
  engine: engine({
    collect: well(INVOICES, 18 * SECOND, { input: 900, output: 130 }),
    match: well(MATCHED, 25 * SECOND, { input: 1_000, output: 90 }),
    pay: (sent) => [accepted(sent, 140), failed(sent, 44 * SECOND, LOST)],
  }),
  people: () => [grants(35 * MINUTE, 'Matches the orders.')],
});

/** Held by its budget before anything was sent: it is pending. */
const overBudget: Scene = (base) => ({
  ...base('over budget', 'nightly-report', 9 * HOUR, 2),
  ...{ by: byKey(MAYA), idempotencyKey: 'nightly-report-yesterday', label: 'scheduled' },
  inputs: { day: 'yesterday' },
  engine: silent,
});

const frozen: Scene = (base) => ({
  ...base('frozen', 'forum-digest', 6 * HOUR),
  inputs: { product: 'Compass 4' },
  engine: engine({ names: well('Compass 4, C4, "the round one"', 8 * SECOND, { input: 2_350, output: 25 }) }),
});

/** A write step waits for an approval. */
const toMerge: Scene = (base) => ({
  ...base('to merge', 'crm-clean', 3 * HOUR),
  inputs: { account: 'Contoso Bakeries' },
  label: 'Contoso, before the renewal',
  engine: engine({ scan: well(DUPLICATES, 33 * SECOND, { input: 900, output: 210 }) }),
});

/** So does an irreversible one, and its request expires. Whoever started the run cannot approve it: her try is on record. */
const toPay: Scene = (base) => ({
  ...base('to pay', 'invoice-run', 2 * HOUR),
  inputs: { supplier: 'Northwind Looms', month: 'November' },
  label: 'Northwind Looms, November',
  engine: engine({
    collect: well(INVOICES, 16 * SECOND, { input: 900, output: 130 }),
    match: well(MATCHED, 24 * SECOND, { input: 1_000, output: 90 }),
  }),
  people: () => [{ afterMs: 4 * MINUTE, by: MAYA, say: 'grant', reason: 'Looks right.' }],
});

/** The engine asks within a step. */
const toPush: Scene = (base) => ({
  ...base('to push', 'patch-release', 40 * MINUTE),
  inputs: { version: '4.2.7' },
  engine: engine({
    changelog: well('## 4.2.7\n\n- Fixes a crash when a parcel has no address.', 19 * SECOND, { input: 2_400, output: 60 }),
    push: (sent) => [asks(sent, 3 * SECOND, 'git push --force-with-lease origin release/4.2', ['rewrites a shared branch'])],
  }),
  people: ({ isQuestion }) => (isQuestion ? [] : [grants(6 * MINUTE, null)]),
});

/** At work, side by side: done, streaming, silent, failed, frozen, without an engine, and waiting. */
const scanning: Scene = (base) => ({
  ...base('scanning', 'market-scan', 4 * MINUTE),
  inputs: { market: 'portable heat pumps' },
  label: 'Heat pumps, week 48',
  engine: engine({
    plan: well('Look at the price cut of Lumen and at the Dutch subsidy.', 31 * SECOND, { input: 2_450, output: 70 }),
    filings: (sent) => [accepted(sent, 110), failed(sent, 12 * SECOND, WITHHELD, [call(sent, { input: 2_500, output: 3 })])],
  }),
});

export const OPEN_RUNS: readonly Scene[] = [paused, inDoubt, overBudget, frozen, toMerge, toPay, toPush, scanning];
