import { getRun, makeWorkflow, startRun } from './engine';
import { expect, test } from './fixtures';
import { makeOperator, signIn } from './people';

test.beforeEach(async ({ admin, context, product }) => {
  await signIn(context, product, await makeOperator(admin, 'gus', ['operator']));
});

test('a run above its cap sends nothing, says why, and goes on when the cap is raised', async ({ page, admin }) => {
  const { id } = await makeWorkflow(admin, {
    name: 'too-dear',
    budget: { totalBudgetCents: 0.001, onExceeded: 'hold' },
    steps: [{ key: 'think', prompt: 'Think. [[sim: tokens=100/100]]', maxOutputTokens: 1000 }],
  });
  const runId = await startRun(admin, id);
  await page.goto(`/runs/${runId}`);
  const banner = page.getByRole('region', { name: 'What needs attention' });
  await expect(banner).toContainText('Held by budget');
  expect((await getRun(admin, runId)).steps[0].attempt).toBe(0);
  await banner.getByRole('button', { name: 'Raise the budget' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('New cap in US dollars').fill('1');
  await dialog.getByLabel('Reason').fill('It is worth a dollar');
  await dialog.getByRole('button', { name: 'Raise the cap to $1.00' }).click();
  await expect(dialog).toHaveCount(0);
  await expect(banner).toHaveCount(0);
  await expect(page.locator('[data-status="completed"]').first()).toHaveText('Completed');
});

test('a failed step explains itself, attempt by attempt, and the same work can be started again', async ({ page, admin }) => {
  const { id, name } = await makeWorkflow(admin, {
    name: 'stumbles',
    steps: [
      { key: 'fetch', prompt: 'Fetch it. [[sim: fail=engine_error executed=no]]', retry: { maxAttempts: 2, backoffMs: 1 } },
      { key: 'after', dependsOn: ['fetch'], prompt: 'Go on.' },
    ],
  });
  const runId = await startRun(admin, id);
  await page.goto(`/runs/${runId}`);
  const banner = page.getByRole('region', { name: 'What needs attention' });
  await expect(banner).toContainText('Step fetch failed');
  await expect(page.locator('[aria-label^="after: Skipped,"]')).toBeVisible();
  await banner.getByRole('button', { name: 'Open step fetch' }).click();
  const card = page.getByRole('region', { name: 'Failure' });
  await expect(card).toContainText('engine error');
  await expect(card).toContainText('Attempt 2 of 2');
  await expect(card).toContainText(/the engine .*carr/);
  await page.getByRole('tab', { name: 'Output', exact: true }).click();
  await page.getByRole('radiogroup', { name: 'Attempt' }).getByText('Attempt 1').click();
  await expect(card).toContainText('Attempt 1 of 2');
  await page.getByRole('tab', { name: 'Attempts (2)' }).click();
  await page.getByRole('button', { name: 'Compare with attempt 2' }).click();
  const beside = page.getByRole('dialog', { name: 'Attempt 1 beside attempt 2' });
  await expect(beside.getByRole('row', { name: /^Ended as/ })).toContainText('failed');
  await expect(beside.getByText('Input', { exact: true }).locator('..')).toContainText('not changed');
  await page.keyboard.press('Escape');
  await banner.getByRole('button', { name: 'Run again' }).click();
  await page
    .getByRole('dialog')
    .getByRole('button', { name: `Start ${name}` })
    .click();
  await expect(page).not.toHaveURL(new RegExp(runId));
  await expect(banner).toContainText('Step fetch failed');
});

test('an abort stops what is at work', async ({ page, admin }) => {
  const { id, name } = await makeWorkflow(admin, {
    name: 'endless',
    steps: [{ key: 'wait', prompt: 'Wait. [[sim: delay=300s]]' }],
  });
  const runId = await startRun(admin, id);
  await page.goto(`/runs/${runId}`);
  await expect(page.locator('[aria-label^="wait: Running,"]')).toBeVisible();
  await page.getByRole('button', { name: 'Actions' }).click();
  await page.getByRole('menuitem', { name: 'Abort the run' }).click();
  const dialog = page.getByRole('dialog');
  await expect(dialog.getByRole('button', { name: `Abort ${name}` })).toBeDisabled();
  await dialog.getByLabel('Reason').fill('It takes too long');
  await dialog.getByRole('button', { name: `Abort ${name}` }).click();
  await expect(page.getByRole('region', { name: 'What needs attention' })).toContainText('It takes too long');
  await expect(page.locator('[data-status="cancelled"]').first()).toHaveText('Aborted');
});

test('the start form refuses what the inputs do not allow', async ({ page, admin }) => {
  const { id, name } = await makeWorkflow(admin, {
    name: 'typed',
    inputs: {
      count: { type: 'integer', required: true },
      tags: { type: 'array', required: false },
      loud: { type: 'boolean', default: true },
    },
    steps: [{ key: 'go', prompt: 'Go {{ inputs.count }} {{ inputs.loud }}' }],
  });
  await page.goto(`/workflows/${id}?start=yes`);
  const dialog = page.getByRole('dialog');
  const start = dialog.getByRole('button', { name: `Start ${name}` });
  await dialog.getByLabel('count').fill('1.5');
  await dialog.getByLabel('tags').fill('{not json');
  await start.click();
  await expect(dialog.getByText(/whole number/).last()).toBeVisible();
  await expect(dialog.getByText(/JSON/).last()).toBeVisible();
  await dialog.getByLabel('count').fill('3');
  await dialog.getByLabel('tags').fill('["a"]');
  await dialog.getByRole('switch', { name: 'loud' }).click();
  await start.click();
  await expect(page).toHaveURL(/\/runs\/[0-9a-f-]{36}/);
  const runId = /runs\/([0-9a-f-]{36})/.exec(page.url())?.[1] ?? '';
  expect((await getRun(admin, runId)).inputs).toEqual({ count: 3, tags: ['a'], loud: false });
});
