import { makeWorkflow, startRun } from './engine';
import { expect, test } from './fixtures';
import { makeOperator, signIn } from './people';

/** A run whose first step fails once and then succeeds. */
const stumbling = async (admin: Parameters<typeof makeWorkflow>[0]) => {
  const { id } = await makeWorkflow(admin, {
    name: 'stumbled',
    steps: [
      { key: 'fetch', prompt: 'Fetch. [[sim: fail-first=1]]', retry: { maxAttempts: 2, backoffMs: 1 } },
      { key: 'sum', dependsOn: ['fetch'], prompt: 'Sum up {{ steps.fetch.output }}.' },
    ],
  });
  const runId = await startRun(admin, id);
  await expect.poll(async () => (await (await admin.get(`/api/v1/runs/${runId}`)).json()).status).toBe('completed');
  const { items } = await (await admin.get(`/api/v1/runs/${runId}/events?limit=200`)).json();
  return {
    id,
    runId,
    revisionOf: (type: string): number => items.find((event: { type: string }) => event.type === type).revision,
    head: items.length - 1,
  };
};

test('into the past and back: read only, with what each event changed', async ({ page, admin, context, product }) => {
  await signIn(context, product, await makeOperator(admin, 'ron', ['operator']));
  const { runId, revisionOf, head } = await stumbling(admin);
  await page.goto(`/runs/${runId}?tab=timeline`);
  await page.getByRole('button', { name: 'Replay' }).click();
  const replay = page.getByRole('region', { name: 'Replay' });
  await expect(replay).toContainText('Verified: chain intact, fold equals the read model');

  await test.step('notable events are marked and reached by one press', async () => {
    await replay.getByTitle(`StepFailed, event ${revisionOf('StepFailed') + 1}`).click();
    await expect(page).toHaveURL(new RegExp(`at=${revisionOf('StepFailed')}`));
    await expect(replay).toContainText('Read only');
    const changed = replay.getByRole('list', { name: 'Changed by this event' });
    await expect(changed.getByRole('listitem').filter({ hasText: 'status' })).toContainText('Running → Waiting');
  });
  await test.step('the step, its texts and its times are those of that moment', async () => {
    await page.getByRole('grid', { name: 'Steps' }).locator('[data-row="sum"]').click();
    const step = page.getByRole('complementary', { name: 'Step sum' });
    await expect(step).toContainText('Waiting');
    await step.getByRole('tab', { name: 'Output' }).click();
    await expect(step).toContainText('No output yet at this event.');
    await expect(page.getByRole('grid', { name: 'Steps' }).locator('[data-row="sum"]')).toContainText('not begun');
  });
  await test.step('commands are off, with the reason', async () => {
    await page.getByRole('button', { name: 'Actions' }).click();
    await expect(page.getByRole('menu')).toContainText('You are viewing the past');
    await page.keyboard.press('Escape');
  });
  await test.step('two moments are compared', async () => {
    await replay.getByRole('button', { name: 'Compare with now' }).click();
    await expect(page.getByText(`From event ${revisionOf('StepFailed') + 1} to event ${head + 1}`)).toBeVisible();
    await expect(page.getByRole('list', { name: 'Changed fields' })).toContainText('Running → Completed');
  });
  await test.step('and back', async () => {
    await replay.getByRole('button', { name: 'Back to live' }).click();
    await expect(replay).toHaveCount(0);
    await expect(page.locator('[data-past="false"]')).toBeVisible();
  });
});

test('into the past and back by keyboard alone', async ({ page, admin, context, product }) => {
  await signIn(context, product, await makeOperator(admin, 'sue', ['operator']));
  const { runId, revisionOf, head } = await stumbling(admin);
  await page.goto(`/runs/${runId}?tab=timeline`);
  await page.getByRole('button', { name: 'Replay' }).focus();
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(new RegExp(`at=${head}`));
  const replay = page.getByRole('region', { name: 'Replay' });
  await expect(replay).toContainText(`event ${head + 1} of ${head + 1}`);
  await expect(replay.locator('[data-kind="failure"]')).toBeVisible();
  // From the end back by notable events: the retry, then the failure before it.
  await page.keyboard.press('[');
  await expect(page).toHaveURL(new RegExp(`at=${revisionOf('StepRetryScheduled')}`));
  await page.keyboard.press('[');
  await expect(page).toHaveURL(new RegExp(`at=${revisionOf('StepFailed')}`));
  await page.keyboard.press('<');
  await expect(page).toHaveURL(new RegExp(`at=${revisionOf('StepFailed') - 1}`));
  const slider = replay.getByRole('slider', { name: 'Event' });
  await slider.focus();
  await page.keyboard.press('Home');
  await expect(replay).toContainText(`event 1 of ${head + 1}`);
  await page.keyboard.press('ArrowRight');
  await expect(replay).toContainText(`event 2 of ${head + 1}`);
  await page.keyboard.press('L');
  await expect(replay).toHaveCount(0);
});

test('two runs beside each other', async ({ page, admin, context, product }) => {
  await signIn(context, product, await makeOperator(admin, 'tim', ['operator']));
  const { id, runId } = await stumbling(admin);
  const other = await startRun(admin, id);
  await expect.poll(async () => (await (await admin.get(`/api/v1/runs/${other}`)).json()).status).toBe('completed');
  await page.goto(`/runs/${runId}`);
  await page.getByRole('button', { name: 'Actions' }).click();
  await page.getByRole('menuitem', { name: 'Compare with another run' }).click();
  await page.getByLabel('Another run').fill(other);
  await page.getByRole('button', { name: 'Compare runs' }).click();
  await expect(page).toHaveURL(new RegExp(`with=${other}`));
  const table = page.getByRole('table', { name: 'Steps of both runs' });
  await expect(table.getByRole('row', { name: /^fetch/ })).toContainText('Completed');
  await table.getByRole('button', { name: 'fetch' }).click();
  await expect(page.getByText('Input of fetch', { exact: true }).locator('..')).toContainText('not changed');
});
