import type { Page } from '@playwright/test';
import { makeEngine, uniqueName } from './engine';
import { expect, test } from './fixtures';
import { anotherPerson, makeOperator } from './people';

const TOPIC = 'night trains';

/** Two readers side by side, a writer that needs both, and a step that cannot be taken back. */
const definition = (name: string, factsWaitFor: string) => `name: ${name}
description: Two readers, a writer, a publisher
inputs:
  topic: { type: string, required: true, description: What the post is about }
budget: { totalBudgetCents: 100, maxTokens: 50000, onExceeded: hold }
steps:
  - key: facts
    agent: reader
    risk: read
    dependsOn: [${factsWaitFor}]
    prompt: "Find facts about {{ inputs.topic }}. [[sim: delay=7s tokens=10/800]]"
  - key: quotes
    agent: reader
    risk: read
    prompt: "Find quotes about {{ inputs.topic }}. [[sim: delay=7s tokens=10/800]]"
  - key: draft
    agent: reader
    risk: read
    dependsOn: [facts, quotes]
    prompt: 'Write a post. [[sim: say="All aboard for the night."]]'
  - key: publish
    agent: doer
    risk: irreversible
    dependsOn: [draft]
    prompt: "Publish: {{ steps.draft.output }}"
`;

const write = async (page: Page, text: string) => {
  const editor = page.getByLabel('Definition of the workflow');
  await editor.click();
  await page.keyboard.press('ControlOrMeta+a');
  await page.keyboard.insertText(text);
};

const node = (page: Page, key: string, status: string) => page.locator(`[aria-label^="${key}: ${status},"]`);

const centsOf = (titles: readonly (string | null)[]) => titles.map((title) => Number.parseFloat(title ?? ''));

test('the main job: define, start, watch, approve, see the costs, search, replay', async ({ page, browser, admin, product }) => {
  test.setTimeout(120_000);
  await makeEngine(admin);
  const name = uniqueName('night-post');
  const starter = await makeOperator(admin, 'ana', ['operator', 'auditor']);
  const { page: approver, username: approverName } = await anotherPerson(browser, product, admin, 'ben', ['approver']);

  await test.step('sign in', async () => {
    await page.goto('/workflows/new?from=blank&draft=main-job&mode=yaml');
    await page.getByLabel('Username').fill(starter.username);
    await page.locator('input[type=password]').fill(starter.password);
    await page.getByRole('button', { name: 'Sign in' }).click();
    await expect(page.getByRole('heading', { name: 'New workflow' })).toBeVisible();
  });

  await test.step('a cycle is named in full, and nothing is stored', async () => {
    await write(page, definition(name, 'publish'));
    const problems = page.getByRole('region', { name: 'Problems' });
    await expect(problems).toContainText('checked by the server');
    await expect(problems).toContainText(/facts (->|→) draft (->|→) publish (->|→) facts/);
    await page.getByRole('button', { name: 'Fix 1 problem' }).click();
    await expect(page.getByRole('menu').getByText(/Steps wait for each other/i)).toBeVisible();
    await page.keyboard.press('ControlOrMeta+s');
    const stored = await (await admin.get(`/api/v1/workflows?q=${name}`)).json();
    expect(stored.items).toEqual([]);
  });

  await test.step('without the cycle it is saved', async () => {
    await write(page, definition(name, ''));
    await expect(page.getByText('No problem. It can be saved.')).toBeVisible();
    await page.getByRole('button', { name: 'Save workflow…' }).click();
    const sheet = page.getByRole('dialog');
    await expect(sheet.getByRole('region', { name: 'Gates' })).toContainText('publish');
    await sheet.getByRole('button', { name: 'Save workflow' }).click();
    await sheet.getByRole('button', { name: 'Open the workflow' }).click();
    await expect(page.getByRole('heading', { name, level: 1 })).toBeVisible();
  });

  await test.step('it is started through the form made from its inputs', async () => {
    await page.getByRole('button', { name: 'Start a run' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('button', { name: `Start ${name}` }).click();
    await expect(dialog.getByText('is needed')).toBeVisible();
    await dialog.getByLabel('topic').fill(TOPIC);
    await dialog.getByRole('button', { name: `Start ${name}` }).click();
    await expect(page).toHaveURL(/\/runs\/[0-9a-f-]{36}/);
  });
  const runId = /runs\/([0-9a-f-]{36})/.exec(page.url())?.[1] ?? '';

  await test.step('status, tokens and dollars move without a reload', async () => {
    await page.evaluate(() => Object.assign(window, { __same: true }));
    await Promise.all([
      // Before a step has ended: its figures carry a tilde until they are final.
      expect(node(page, 'facts', 'Running')).toContainText(/~[\d.]+k? tok · ~\$0\.0/),
      expect(node(page, 'quotes', 'Running')).toContainText(/~[\d.]+k? tok · ~\$0\.0/),
      expect(node(page, 'draft', 'Waiting')).toBeVisible(),
    ]);
    await expect(node(page, 'publish', 'Needs approval')).toBeVisible({ timeout: 20_000 });
    await expect(page.getByRole('region', { name: 'What needs attention' })).toContainText('approval');
    expect(await page.evaluate(() => Reflect.get(window, '__same'))).toBe(true);
  });

  await test.step('who started it may not approve it', async () => {
    await page.getByRole('link', { name: 'Review the request' }).click();
    const request = page.getByRole('region', { name: 'Request' });
    await expect(request).toContainText('Deciding takes one of the roles approver');
    await expect(request.getByRole('button', { name: /^Approve/ })).toHaveCount(0);
    await page.goBack();
  });

  await test.step('another person approves exactly what will be sent', async () => {
    await approver.goto('/approvals');
    await approver.getByRole('link', { name: new RegExp(name) }).click();
    const request = approver.getByRole('region', { name: 'Request' });
    await expect(request.getByRole('region', { name: 'Input (user)' })).toHaveText('Publish: All aboard for the night.');
    await expect(request).toContainText('This cannot be undone.');
    const approve = request.getByRole('button', { name: 'Approve: publish' });
    await expect(approve).toBeDisabled();
    await request.getByLabel('Reason (required)').fill('Read it twice, it may go out');
    await request.getByLabel('Type publish to enable the approval').fill('publish');
    await approve.click();
    await expect(approver.getByRole('status').filter({ hasText: /Recorded at position \d+/ })).toBeVisible();
    await expect(node(page, 'publish', 'Completed')).toBeVisible();
    await expect(page.locator('[data-status="completed"]').first()).toBeVisible();
  });

  await test.step('exact input and output of a step, and who decided', async () => {
    await node(page, 'publish', 'Completed').click();
    const step = page.getByRole('complementary', { name: 'Step publish' });
    await step.getByRole('tab', { name: 'Input' }).click();
    await expect(step.getByRole('region', { name: 'Input (user)' })).toHaveText('Publish: All aboard for the night.');
    const detail = await (await admin.get(`/api/v1/runs/${runId}/steps/publish`)).json();
    await step.getByRole('tab', { name: 'Output', exact: true }).click();
    await expect(step.getByRole('region', { name: 'Output' })).toHaveText(detail.attempts[0].output);
    await step.getByRole('tab', { name: 'Summary' }).click();
    const decisions = step.getByRole('region', { name: 'Decisions' });
    await expect(decisions).toContainText(approverName);
    await expect(decisions).toContainText('Read it twice, it may go out');
  });

  await test.step('costs by agent and by model add up to the run', async () => {
    await page.getByRole('tab', { name: 'Cost' }).click();
    await expect(page.getByText('All sums equal the ledger')).toBeVisible();
    const costs = await (await admin.get(`/api/v1/runs/${runId}/costs`)).json();
    for (const table of ['By agent', 'By model']) {
      const cells = page.getByRole('table', { name: table }).locator('tbody [title$=" cents"]');
      const titles = await cells.evaluateAll((found) => found.map((cell) => cell.getAttribute('title')));
      const sum = centsOf(titles).reduce((before, cents) => before + cents, 0);
      expect(sum, table).toBeCloseTo(costs.totalCents, 6);
    }
    await expect(page.getByRole('table', { name: 'By agent' })).toContainText('reader');
    await expect(page.getByRole('table', { name: 'By agent' })).toContainText('doer');
    await expect(page.getByRole('table', { name: 'By model' })).toContainText('gpt-4o-mini');
  });

  await test.step('the audit search finds it by workflow, agent and time, and not by others', async () => {
    await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Audit' }).click();
    await page.getByRole('radiogroup', { name: 'Search for' }).getByText('Runs').click();
    const filter = page.getByLabel('Filter', { exact: true });
    const rows = page.getByRole('table', { name: 'Runs' }).locator('tbody tr');
    await filter.fill(`workflow:${name} agent:doer time:>-1h`);
    await filter.press('Enter');
    await expect(rows).toHaveCount(1);
    await expect(rows).toContainText(name);
    await filter.fill(`workflow:${name} agent:researcher`);
    await filter.press('Enter');
    await expect(page.getByRole('button', { name: /Clear/ }).first()).toBeVisible();
    await expect(rows).toHaveCount(0);
    await filter.fill(`workflow:${name} agent:doer`);
    await filter.press('Enter');
    await rows.getByRole('link', { name: 'Replay' }).click();
  });

  await test.step('replay shows the run as it was at any event, read only and verified', async () => {
    const replay = page.getByRole('region', { name: 'Replay' });
    await expect(replay).toContainText('Verified: chain intact, fold equals the read model');
    const slider = replay.getByRole('slider', { name: 'Event' });
    await slider.focus();
    await slider.press('Home');
    await expect(replay).toContainText(/event 1 of \d+/);
    await expect(replay).toContainText('Read only');
    await page.getByRole('tab', { name: 'Graph' }).click();
    const events = (await (await admin.get(`/api/v1/runs/${runId}/events?limit=200`)).json()).items;
    const asked = events.find((event: { type: string }) => event.type === 'ApprovalRequested').revision;
    await page.goto(`/runs/${runId}?tab=graph&at=${asked}`);
    await expect(node(page, 'draft', 'Completed')).toBeVisible();
    await expect(node(page, 'publish', 'Needs approval')).toBeVisible();
    await page.getByRole('button', { name: 'Actions' }).click();
    await expect(page.getByRole('menuitem', { name: 'Abort the run' })).toBeDisabled();
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: 'Back to live' }).click();
    await expect(node(page, 'publish', 'Completed')).toBeVisible();
  });
});
