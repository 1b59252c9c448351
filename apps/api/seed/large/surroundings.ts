import type { House } from '../house';
import { DAY, HOUR, MINUTE } from '../moments';
import { person } from '../people';
import { arriving, connecting, freezing, patience, pricing, registering, type SeedAgent } from '../set-up';
import type { Happening } from '../timeline';

/** How much of the past the set tells. */
export const HISTORY_MS = 90 * DAY;

export const MAYA = person('maya', ['operator', 'approver'], { hasKey: true });
export const JONAS = person('jonas', ['approver']);
const PRIYA = person('priya', ['viewer', 'auditor']);
export const TOMAS = person('tomas', ['operator']);
export const LIN = person('lin', ['operator', 'approver']);
export const SVEN = person('sven', ['operator'], { hasKey: true });
export const LARGE_PEOPLE = [MAYA, JONAS, PRIYA, TOMAS, LIN, SVEN];
/** Nobody approves what they started themselves. */
export const APPROVERS = [JONAS, LIN, MAYA];

const MINI = 'gpt-4o-mini';
const BIG = 'gpt-4o';
const SONNET = 'claude-sonnet-4-5';
const GEMINI = 'gemini-2.5-pro';
const UNPRICED = 'northwind-7b';

const agent = (name: string, gateway: string, model: string, description: string): SeedAgent => ({
  ...{ name, gateway, model, description, instructions: `${description}.` },
});

const AGENTS: readonly SeedAgent[] = [
  agent('scorer', 'edge', MINI, 'Scores leads'),
  agent('sorter', 'edge', MINI, 'Sorts tickets'),
  agent('replier', 'studio', SONNET, 'Drafts replies'),
  agent('clerk', 'backoffice', MINI, 'Matches invoices with orders'),
  agent('cashier', 'backoffice', MINI, 'Orders payments'),
  agent('crm-scout', 'backoffice', MINI, 'Finds duplicate contacts'),
  agent('crm-editor', 'backoffice', MINI, 'Merges contacts'),
  agent('analyst', 'studio', GEMINI, 'Reads figures'),
  agent('writer', 'studio', SONNET, 'Writes in plain words'),
  agent('lawyer', 'studio', BIG, 'Reads contracts'),
  agent('guard', 'edge', MINI, 'Watches for fraud'),
  agent('translator', 'edge', UNPRICED, 'Translates pages'),
  agent('publisher', 'backoffice', MINI, 'Publishes what it is given'),
  agent('researcher', 'studio', BIG, 'Finds facts'),
  agent('crawler', 'edge', MINI, 'Follows links'),
  agent('watcher', 'studio', MINI, 'Watches prices, and never ends'),
  agent('release-bot', 'studio', SONNET, 'Pushes releases'),
  agent('forum-reader', 'studio', MINI, 'Reads forums'),
  agent('patent-reader', 'annex', MINI, 'Reads patents'),
];

const REPEATABLE = { windowMs: 120 * DAY, survivesRestart: true };

export const surroundings = (house: House, now: number): Happening[] => {
  const began = now - HISTORY_MS - DAY;
  return [
    arriving(house, began, LARGE_PEOPLE),
    connecting(house, began + 10 * MINUTE, 'studio', {
      defaults: 'delay=4s',
      agents: { watcher: 'hang delay=20s', 'release-bot': 'ask="git push --force-with-lease origin release/4.2" patience=168h' },
      capabilities: { idempotency: REPEATABLE, inputTokensOverhead: 6_000 },
    }),
    connecting(house, began + 11 * MINUTE, 'backoffice', { defaults: 'delay=2s', capabilities: { inputTokensOverhead: 2_000 } }),
    connecting(house, began + 12 * MINUTE, 'edge', { defaults: 'delay=1s', capabilities: { inputTokensOverhead: 3_000 } }),
    connecting(house, began + 13 * MINUTE, 'annex', { down: true }),
    pricing(house, began + 15 * MINUTE, MINI, [0.15, 0.6, 0.075]),
    pricing(house, began + 16 * MINUTE, BIG, [2.5, 10, 1.25]),
    pricing(house, began + 17 * MINUTE, SONNET, [3, 15, 0.3]),
    pricing(house, began + 18 * MINUTE, GEMINI, [1.5, 12, 0.375]),
    patience(house, began + 19 * MINUTE, 7 * DAY, 'Payments may wait for the weekly meeting.'),
    ...AGENTS.map((one, index) => registering(house, began + (20 + index) * MINUTE, one)),
    pricing(house, now - 41 * DAY, GEMINI, [1.25, 10, 0.31]),
    freezing(house, now - 3 * DAY - HOUR, { scope: 'agent', name: 'forum-reader' }, 'The forum asked us to stop reading it.'),
  ];
};
