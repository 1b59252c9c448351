import { type AuthoredStep, type AuthoredWorkflow, STEP_TIMEOUT_MS_MAX } from '@mc/domain';
import { DAY, HOUR } from '../moments';
import { ADMIN } from '../people';
import type { Saving } from '../set-up';
import { irreversible, read, write } from '../steps';
import { MAYA } from './surroundings';

/** What stays at work for as long as anybody looks at it. */
const UNHURRIED: Partial<AuthoredStep> = { timeoutMs: STEP_TIMEOUT_MS_MAX, retry: { maxAttempts: 100 } };

const launchPost = (more: readonly AuthoredStep[]): AuthoredWorkflow => ({
  name: 'launch-post',
  description: 'Research, write, review and publish one post',
  inputs: { topic: { type: 'string', required: true, description: 'What the post is about' } },
  budget: { totalBudgetCents: 250, maxTokens: 100_000, onExceeded: 'hold' },
  steps: [
    read('research', 'researcher', 'Find five facts about {{ inputs.topic }}.', { name: 'Find facts' }),
    read('draft', 'writer', 'Write a post from: {{ steps.research.output }}', {
      ...{ name: 'Write the post', dependsOn: ['research'], maxOutputTokens: 1_200 },
    }),
    irreversible('publish', 'publisher', 'Publish on the blog: {{ steps.draft.output }}', {
      ...{ name: 'Publish', dependsOn: ['draft'], timeoutMs: 120_000 },
    }),
    ...more,
  ],
});

const CROSSPOST = write('crosspost', 'publisher', 'Post a link to the company page: {{ steps.publish.output }}', {
  ...{ name: 'Share on the company page', dependsOn: ['publish'], onFailure: 'continue' as const },
});

const INVOICES: AuthoredWorkflow = {
  name: 'invoice-run',
  description: 'Collect open invoices, match them with orders, pay what matches',
  inputs: { supplier: { type: 'string', required: true }, month: { type: 'string', required: true } },
  budget: { totalBudgetCents: 100, onExceeded: 'hold' },
  steps: [
    read('collect', 'clerk', 'List the open invoices of {{ inputs.supplier }} for {{ inputs.month }}.', { name: 'Collect' }),
    read('match', 'clerk', 'Match with purchase orders: {{ steps.collect.output }}', { name: 'Match', dependsOn: ['collect'] }),
    irreversible('pay', 'cashier', 'Order these payments: {{ steps.match.output }}', {
      ...{ name: 'Pay', dependsOn: ['match'], timeoutMs: 120_000 },
    }),
  ],
};

const CRM: AuthoredWorkflow = {
  name: 'crm-clean',
  description: 'Find duplicate contacts of an account and merge them',
  inputs: { account: { type: 'string', required: true } },
  budget: { totalBudgetCents: 60, onExceeded: 'fail' },
  steps: [
    read('scan', 'crm-scout', 'Find duplicate contacts of {{ inputs.account }}.', {
      ...{ name: 'Find duplicates', retry: { maxAttempts: 3, backoffMs: 20_000 } },
    }),
    write('merge', 'crm-editor', 'Merge: {{ steps.scan.output }}', { name: 'Merge in the CRM', dependsOn: ['scan'] }),
    read('report', 'writer', 'Tell the account team what was merged: {{ steps.merge.output }}', {
      ...{ name: 'Report', dependsOn: ['merge'], maxOutputTokens: 400 },
    }),
  ],
};

const nightly = (totalBudgetCents: number): AuthoredWorkflow => ({
  name: 'nightly-report',
  description: 'Figures of the day, and what they mean',
  inputs: { day: { type: 'string', required: true } },
  budget: { totalBudgetCents, onExceeded: 'hold' },
  steps: [
    read('sales', 'analyst', 'Sum up the sales of {{ inputs.day }}.', { name: 'Sales' }),
    read('support', 'analyst', 'Sum up the support tickets of {{ inputs.day }}.', { name: 'Support' }),
    read('summary', 'writer', 'Write one page. Sales: {{ steps.sales.output }} Support: {{ steps.support.output }}', {
      ...{ name: 'One page', dependsOn: ['sales', 'support'], maxOutputTokens: 1_500 },
    }),
    write('mail', 'publisher', 'Mail to the management: {{ steps.summary.output }}', { name: 'Mail', dependsOn: ['summary'] }),
  ],
});

const MARKET: AuthoredWorkflow = {
  name: 'market-scan',
  description: 'Five looks at a market side by side, merged into one brief',
  inputs: { market: { type: 'string', required: true } },
  budget: { totalBudgetCents: 400, onExceeded: 'hold' },
  steps: [
    read('plan', 'analyst', 'Say what matters about {{ inputs.market }} this week.', { name: 'Plan' }),
    ...(
      [
        ['news', 'news-reader', 'Read the news', { ...UNHURRIED, maxOutputTokens: 2_000 }],
        ['prices', 'price-watcher', 'Look at the prices', UNHURRIED],
        ['filings', 'researcher', 'Read the company filings', { onFailure: 'continue', retry: { maxAttempts: 1 } }],
        ['forums', 'forum-reader', 'Read the forums', {}],
        ['patents', 'patent-reader', 'Read the patents', {}],
      ] as const
    ).map(([key, agent, task, more]) =>
      read(key, agent, `${task} of {{ inputs.market }}. Plan: {{ steps.plan.output }}`, { dependsOn: ['plan'], ...more }),
    ),
    read('merge', 'analyst', 'Merge: {{ steps.news.output }} {{ steps.prices.output }} {{ steps.filings.output }}', {
      ...{ name: 'Merge', dependsOn: ['news', 'prices', 'filings', 'forums', 'patents'] },
    }),
    read('brief', 'writer', 'Write the brief: {{ steps.merge.output }}', { name: 'Brief', dependsOn: ['merge'] }),
  ],
};

const TRIAGE: AuthoredWorkflow = {
  name: 'ticket-triage',
  description: 'Sort a support ticket, draft an answer, send it',
  inputs: { ticket: { type: 'string', required: true } },
  budget: { maxTokens: 40_000, onExceeded: 'hold' },
  steps: [
    read('classify', 'analyst', 'Which team, how urgent? {{ inputs.ticket }}', { name: 'Sort' }),
    read('reply', 'writer', 'Draft a reply to: {{ inputs.ticket }} ({{ steps.classify.output }})', { dependsOn: ['classify'] }),
    write('send', 'publisher', 'Send: {{ steps.reply.output }}', { name: 'Send', dependsOn: ['reply'] }),
  ],
};

const RELEASE: AuthoredWorkflow = {
  name: 'patch-release',
  description: 'Write the changelog, tag and push a patch release',
  inputs: { version: { type: 'string', required: true } },
  budget: { totalBudgetCents: 300, onExceeded: 'hold' },
  steps: [
    read('changelog', 'writer', 'Write the changelog of {{ inputs.version }}.', { name: 'Changelog' }),
    write('push', 'release-bot', 'Tag and push {{ inputs.version }}: {{ steps.changelog.output }}', {
      ...{ name: 'Tag and push', dependsOn: ['changelog'], timeoutMs: STEP_TIMEOUT_MS_MAX },
    }),
  ],
};

const EXPORT: AuthoredWorkflow = {
  name: 'data-export',
  description: 'Export all records for a move, with a handbook',
  inputs: { tenant: { type: 'string', required: true } },
  steps: [
    read('records', 'exporter', 'Export every record of {{ inputs.tenant }} as JSON.', {
      name: 'Records',
      maxOutputTokens: 100_000,
    }),
    read('handbook', 'writer', 'Write the handbook of the export of {{ inputs.tenant }}.', {
      ...{ name: 'Handbook', dependsOn: ['records'], maxOutputTokens: 60_000 },
    }),
    irreversible('purge', 'crm-editor', 'Delete the records of {{ inputs.tenant }} here.', {
      ...{ name: 'Delete the originals', dependsOn: ['handbook'], onFailure: 'continue' as const },
    }),
  ],
};

const FORUMS: AuthoredWorkflow = {
  name: 'forum-digest',
  description: 'What customers say in forums',
  inputs: { product: { type: 'string', required: true } },
  steps: [
    read('names', 'researcher', 'Under which names do people speak of {{ inputs.product }}?'),
    read('digest', 'forum-reader', 'Sum up a week of {{ steps.names.output }}.', { dependsOn: ['names'] }),
  ],
};

const WEEKLY: AuthoredWorkflow = {
  name: 'weekly-digest',
  description: 'Replaced by nightly-report',
  steps: [read('digest', 'writer', 'Sum up the week.')],
};

/** Every version of every workflow, by name. */
export const smallWorkflows = (now: number) => {
  const began = now - 7 * DAY + 2 * HOUR;
  const once = (workflow: AuthoredWorkflow): Saving[] => [{ at: began, by: MAYA, workflow }];
  return {
    'launch-post': [...once(launchPost([])), { at: now - 6 * DAY, by: MAYA, workflow: launchPost([CROSSPOST]) }],
    'invoice-run': once(INVOICES),
    'crm-clean': once(CRM),
    'nightly-report': [...once(nightly(150)), { at: now - 20 * HOUR, by: ADMIN, workflow: nightly(1) }],
    'market-scan': once(MARKET),
    'ticket-triage': once(TRIAGE),
    'patch-release': once(RELEASE),
    'data-export': once(EXPORT),
    'forum-digest': once(FORUMS),
    'weekly-digest': once(WEEKLY),
  } satisfies Record<string, Saving[]>;
};
