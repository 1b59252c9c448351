import type { AuthoredWorkflow } from '@mc/domain';
import type { Dice } from '../dice';
import { irreversible, read, write } from '../steps';

/** When runs of a kind start, in hours of the day (UTC). */
interface Hours {
  readonly from: number;
  readonly to: number;
}

/** A workflow of which there are thousands of runs. Bodies are small: what costs space is their number. */
export interface Kind {
  /** Per thousand runs. */
  readonly share: number;
  readonly hours: Hours;
  /** Programs start many at once, people one at a time. */
  readonly starter: 'program' | 'person';
  readonly workflow: AuthoredWorkflow;
  readonly input: (dice: Dice) => string;
  readonly label: (dice: Dice) => string | null;
}

const NIGHT: Hours = { from: 1, to: 5 };
const OFFICE: Hours = { from: 8, to: 18 };
const ALL_DAY: Hours = { from: 0, to: 24 };

const account = (dice: Dice): string => `A-${dice.between(10_000, 99_999)}`;
const region = (dice: Dice): string => dice.pick(['north', 'south', 'east', 'west', 'online']);
const topic = (dice: Dice): string => dice.pick(['night trains', 'heat pumps', 'tea gardens', 'bee paths', 'city bikes']);
const none = (): null => null;

const workflow = (
  name: string,
  description: string,
  steps: AuthoredWorkflow['steps'],
  budget: AuthoredWorkflow['budget'] = {},
): AuthoredWorkflow => ({ name, description, inputs: { item: { type: 'string', required: true } }, budget, steps });

const once = (key: string, agent: string, task: string) => read(key, agent, `${task} {{ inputs.item }}.`);

/** What a first step leaves over is enough for the second, unless the first was unusually long. */
const TIGHT_TOKENS = 6_300;

export const KINDS: readonly Kind[] = [
  {
    ...{ share: 265, hours: ALL_DAY, starter: 'program', input: account, label: region },
    workflow: workflow('lead-score', 'Score a lead', [once('score', 'scorer', 'Score')], { totalBudgetCents: 2 }),
  },
  {
    ...{ share: 180, hours: ALL_DAY, starter: 'program', input: account, label: none },
    workflow: workflow(
      'ticket-triage',
      'Sort a ticket, and say to whom it goes',
      [once('sort', 'sorter', 'Sort ticket'), read('route', 'sorter', 'Route: {{ steps.sort.output }}', { dependsOn: ['sort'] })],
      { maxTokens: TIGHT_TOKENS, onExceeded: 'fail' },
    ),
  },
  {
    ...{ share: 130, hours: NIGHT, starter: 'program', input: account, label: region },
    workflow: workflow('fraud-watch', 'Look at the payments of an account', [once('watch', 'guard', 'Look at payments of')]),
  },
  {
    ...{ share: 90, hours: OFFICE, starter: 'program', input: account, label: none },
    workflow: workflow('review-reply', 'Answer a product review', [
      once('reply', 'replier', 'Answer review'),
      read('check', 'sorter', 'Is it polite? {{ steps.reply.output }}', { dependsOn: ['reply'] }),
    ]),
  },
  {
    ...{ share: 80, hours: OFFICE, starter: 'program', input: account, label: region },
    workflow: workflow(
      'product-copy',
      'Describe a product',
      [
        once('facts', 'crawler', 'List facts of'),
        read('copy', 'crawler', 'Describe: {{ steps.facts.output }}', { dependsOn: ['facts'] }),
      ],
      { maxTokens: TIGHT_TOKENS, onExceeded: 'hold' },
    ),
  },
  {
    ...{ share: 70, hours: OFFICE, starter: 'program', input: account, label: region },
    workflow: workflow('contract-check', 'Find unusual clauses', [
      once('clauses', 'lawyer', 'List clauses of'),
      read('verdict', 'lawyer', 'Which are unusual? {{ steps.clauses.output }}', { dependsOn: ['clauses'] }),
    ]),
  },
  {
    ...{ share: 60, hours: NIGHT, starter: 'program', input: account, label: none },
    workflow: workflow('crm-clean', 'Find and merge duplicate contacts', [
      once('scan', 'crm-scout', 'Find duplicates of'),
      write('merge', 'crm-editor', 'Merge: {{ steps.scan.output }}', { dependsOn: ['scan'] }),
    ]),
  },
  {
    ...{ share: 45, hours: OFFICE, starter: 'program', input: account, label: (dice) => `supplier ${dice.between(100, 999)}` },
    workflow: workflow(
      'invoice-run',
      'Match an invoice, and pay it',
      [
        once('match', 'clerk', 'Match invoice'),
        irreversible('pay', 'cashier', 'Pay: {{ steps.match.output }}', { dependsOn: ['match'] }),
      ],
      { totalBudgetCents: 20 },
    ),
  },
  {
    ...{ share: 35, hours: NIGHT, starter: 'program', input: region, label: none },
    workflow: workflow('nightly-report', 'Figures of a region', [
      once('sales', 'analyst', 'Sum up sales'),
      once('support', 'analyst', 'Sum up support'),
      read('page', 'writer', 'One page: {{ steps.sales.output }} {{ steps.support.output }}', {
        dependsOn: ['sales', 'support'],
      }),
    ]),
  },
  {
    ...{ share: 25, hours: ALL_DAY, starter: 'program', input: account, label: (dice) => dice.pick(['de', 'fr', 'es', 'pl']) },
    workflow: workflow('translate-page', 'Translate a page, in two parts', [
      once('head', 'translator', 'Translate the head of'),
      once('body', 'translator', 'Translate the body of'),
      read('join', 'translator', 'Join: {{ steps.head.output }} {{ steps.body.output }}', { dependsOn: ['head', 'body'] }),
    ]),
  },
  {
    ...{ share: 12, hours: OFFICE, starter: 'person', input: topic, label: none },
    workflow: workflow(
      'launch-post',
      'Research, write and publish one post',
      [
        once('research', 'researcher', 'Find facts about'),
        read('draft', 'writer', 'Write a post: {{ steps.research.output }}', { dependsOn: ['research'] }),
        irreversible('publish', 'publisher', 'Publish: {{ steps.draft.output }}', { dependsOn: ['draft'] }),
      ],
      { totalBudgetCents: 250, maxTokens: 100_000 },
    ),
  },
  {
    ...{ share: 8, hours: OFFICE, starter: 'person', input: topic, label: (dice) => `week ${dice.between(36, 49)}` },
    workflow: workflow('market-scan', 'Three looks at a market, merged', [
      ...['news', 'prices', 'filings'].map((key) => once(key, 'researcher', `Read the ${key} of`)),
      read('brief', 'writer', 'Brief: {{ steps.news.output }} {{ steps.prices.output }} {{ steps.filings.output }}', {
        dependsOn: ['news', 'prices', 'filings'],
      }),
    ]),
  },
];
