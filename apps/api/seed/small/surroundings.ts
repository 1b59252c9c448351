import type { House } from '../house';
import { DAY, HOUR, MINUTE } from '../moments';
import { person } from '../people';
import { arriving, connecting, freezing, pricing, registering, type SeedAgent } from '../set-up';
import type { Happening } from '../timeline';
import { NEWS } from './answers';

export const MAYA = person('maya', ['operator', 'approver'], { hasKey: true });
export const JONAS = person('jonas', ['approver']);
const PRIYA = person('priya', ['viewer', 'auditor']);
export const SMALL_PEOPLE = [MAYA, JONAS, PRIYA];

const MINI = 'gpt-4o-mini';
const SONNET = 'claude-sonnet-4-5';
const GEMINI = 'gemini-2.5-pro';
/** A model of the house that nobody has given a price. */
const UNPRICED = 'northwind-7b';

const agent = (name: string, gateway: string, model: string, description: string): SeedAgent => ({
  ...{ name, gateway, model, description },
  instructions: `${description}. Say where facts come from, and nothing that was not asked for.`,
});

const AGENTS: readonly SeedAgent[] = [
  agent('researcher', 'studio', MINI, 'Finds facts about a topic'),
  agent('writer', 'studio', SONNET, 'Writes posts and replies in plain words'),
  agent('publisher', 'backoffice', MINI, 'Publishes what it is given, unchanged'),
  agent('clerk', 'backoffice', MINI, 'Collects invoices and matches them with orders'),
  agent('cashier', 'backoffice', MINI, 'Orders payments at the bank'),
  agent('crm-scout', 'backoffice', MINI, 'Finds duplicate contacts'),
  agent('crm-editor', 'backoffice', MINI, 'Merges contacts in the CRM'),
  agent('analyst', 'studio', GEMINI, 'Reads figures and says what they mean'),
  agent('news-reader', 'studio', SONNET, 'Reads the news of a market'),
  agent('price-watcher', 'studio', MINI, 'Watches prices of competitors'),
  agent('forum-reader', 'studio', MINI, 'Reads what customers say in forums'),
  agent('patent-reader', 'annex', MINI, 'Reads new patents'),
  agent('release-bot', 'studio', SONNET, 'Tags and pushes releases'),
  agent('exporter', 'backoffice', UNPRICED, 'Exports records as JSON'),
];

/** Sent again by the next process under the same key: what is open stays the same attempt, whoever starts the server. */
const REPEATABLE = { windowMs: 30 * DAY, survivesRestart: true };

/** Who and what there is before the first run: a week ago. */
export const surroundings = (house: House, now: number): Happening[] => {
  const began = now - 7 * DAY;
  return [
    arriving(house, began, SMALL_PEOPLE),
    connecting(house, began + 10 * MINUTE, 'studio', {
      defaults: 'delay=4s',
      agents: {
        // Reads out for ten minutes, and counts about once a second.
        'news-reader': `delay=600s tokens=3120/520 say=${JSON.stringify(NEWS)}`,
        'price-watcher': 'hang delay=20s',
        'release-bot': 'ask="git push --force-with-lease origin release/4.2" patience=168h',
      },
      capabilities: { idempotency: REPEATABLE, inputTokensOverhead: 2_400 },
    }),
    connecting(house, began + 11 * MINUTE, 'backoffice', {
      defaults: 'delay=2s',
      capabilities: { inputTokensOverhead: 900 },
    }),
    connecting(house, began + 12 * MINUTE, 'annex', { down: true }),
    pricing(house, began + 15 * MINUTE, MINI, [0.15, 0.6, 0.075]),
    pricing(house, began + 16 * MINUTE, SONNET, [3, 15, 0.3]),
    pricing(house, began + 17 * MINUTE, GEMINI, [1.5, 12, 0.375]),
    ...AGENTS.map((one, index) => registering(house, began + (20 + index) * MINUTE, one)),
    // A newer list price; what was booked before keeps its version.
    pricing(house, now - 3 * DAY - HOUR, GEMINI, [1.25, 10, 0.31]),
    freezing(house, now - 7 * HOUR, { scope: 'agent', name: 'forum-reader' }, 'The forum asked us to stop reading it.'),
  ];
};
