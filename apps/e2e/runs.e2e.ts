import type { Page } from '@playwright/test';
import { makeWorkflow, startRun } from './engine';
import { expect, test } from './fixtures';
import { makeOperator, signIn } from './people';

const rows = (page: Page) => page.getByRole('grid', { name: 'Runs' }).locator('[data-row]');
const query = (page: Page) => page.getByLabel('Filter', { exact: true });

/** Three of the same workflow that fail at their second step. */
const failing = async (admin: Parameters<typeof makeWorkflow>[0]) => {
  const { id, name } = await makeWorkflow(admin, {
    name: 'ledger',
    steps: [
      { key: 'load', prompt: 'Load.' },
      { key: 'post', dependsOn: ['load'], prompt: 'Post. [[sim: fail=duplicate_key executed=no]]' },
    ],
  });
  const runIds = await Promise.all([startRun(admin, id), startRun(admin, id), startRun(admin, id)]);
  await expect
    .poll(async () => (await (await admin.get(`/api/v1/runs?workflow=${name}&status=failed`)).json()).items.length)
    .toBe(runIds.length);
  return { name, runIds };
};

test('from the list to the cause of a failure', async ({ page, admin, context, product }) => {
  await signIn(context, product, await makeOperator(admin, 'max', ['operator']));
  const { name, runIds } = await failing(admin);

  await test.step('a filter that is not understood is explained and not run', async () => {
    await page.goto('/runs');
    await query(page).fill('status:exploded');
    await query(page).press('Enter');
    await expect(page.getByText('status has no value "exploded"')).toBeVisible();
    await expect(page).toHaveURL(/\/runs$/);
  });
  await test.step('text and chips edit the same filters', async () => {
    await query(page).fill(`status:failed workflow:${name}`);
    await query(page).press('Enter');
    await expect(rows(page)).toHaveCount(runIds.length);
    await expect(page).toHaveURL(new RegExp(`status=failed&workflow=${name}`));
    await page.getByRole('button', { name: /^status:failed/ }).click();
    await expect(query(page)).toHaveValue(`workflow:${name}`);
    await page.getByRole('button', { name: /^Failed/ }).click();
    await expect(query(page)).toHaveValue(`status:failed workflow:${name}`);
  });
  await test.step('it can be kept, is marked when changed, and comes back', async () => {
    await page.getByRole('button', { name: 'Views' }).click();
    await page.getByRole('menuitem', { name: 'Save as a new view…' }).click();
    await page.getByLabel('Name').fill(`Failing ${name}`);
    await page.getByRole('button', { name: 'Save the view' }).click();
    const menu = page.getByRole('button', { name: `Failing ${name}` });
    await expect(menu).toHaveText(`Failing ${name}`);
    await expect(page.getByRole('navigation').getByRole('link', { name: new RegExp(`Failing ${name}`) })).toContainText('3');
    await page.getByRole('button', { name: /^status:failed/ }).click();
    await expect(menu).toContainText('modified');
    await page
      .getByRole('navigation')
      .getByRole('link', { name: new RegExp(`Failing ${name}`) })
      .click();
    await expect(query(page)).toHaveValue(`status:failed workflow:${name}`);
  });
  await test.step('a row opens to the run, whose banner names the step and the cause', async () => {
    await rows(page).first().click();
    const banner = page.getByRole('region', { name: 'What needs attention' });
    await expect(banner).toContainText('Step post failed');
    await banner.getByRole('button', { name: 'Open step post' }).click();
    await expect(page.getByRole('region', { name: 'Failure' })).toContainText('duplicate_key');
  });
  await test.step('a reload shows the same', async () => {
    await page.reload();
    await expect(page.getByRole('region', { name: 'Failure' })).toContainText('duplicate_key');
  });
});

test('from the list to the cause of a failure, by keyboard alone', async ({ page, admin, context, product }) => {
  await signIn(context, product, await makeOperator(admin, 'nia', ['operator']));
  const { name, runIds } = await failing(admin);
  await page.goto('/');
  await expect(page.getByRole('heading', { name: 'Overview' })).toBeVisible();
  await page.keyboard.press('g');
  await page.keyboard.press('r');
  await expect(page.getByRole('heading', { name: 'Runs' })).toBeVisible();
  await page.keyboard.press('/');
  await expect(query(page)).toBeFocused();
  await page.keyboard.type('sta');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await expect(query(page)).toHaveValue('status:');
  await page.keyboard.type(`failed workflow:${name}`);
  await page.keyboard.press('Enter');
  await expect(rows(page)).toHaveCount(runIds.length);
  await page.keyboard.press('Escape');
  await expect(query(page)).not.toBeFocused();
  await page.keyboard.press('j');
  await page.keyboard.press('j');
  const second = await rows(page).nth(1).getAttribute('data-row');
  await expect(rows(page).nth(1)).toHaveAttribute('data-active', 'true');
  await page.keyboard.press(' ');
  const peek = page.getByRole('complementary', { name: 'Peek at the run' });
  await expect(peek).toContainText('post: ');
  await page.keyboard.press('j');
  await expect(page).not.toHaveURL(new RegExp(`peek=${second}`));
  await page.keyboard.press('k');
  await expect(page).toHaveURL(new RegExp(`peek=${second}`));
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(new RegExp(`/runs/${second}`));
  await expect(page.getByRole('region', { name: 'What needs attention' })).toContainText('Step post failed');
  await page.getByRole('tab', { name: 'Timeline' }).focus();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('grid', { name: 'Steps' })).toBeVisible();
  await page.keyboard.press('p');
  await expect(page.getByRole('region', { name: 'Failure' })).toContainText('duplicate_key');
});

test('after a click the keys mean the rows, and not the button that was clicked', async ({ page, admin, context, product }) => {
  await signIn(context, product, await makeOperator(admin, 'olga', ['operator']));
  const { name, runIds } = await failing(admin);
  await page.goto(`/runs?workflow=${name}`);
  await page.getByRole('button', { name: /^Failed/ }).click();
  await expect(page).toHaveURL(/status=failed/);
  await expect(rows(page)).toHaveCount(runIds.length);
  await page.keyboard.press('j');
  await expect(page.locator('[data-row][data-active="true"]')).toHaveCount(1);
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/\/runs\/[0-9a-f-]{36}/);
});

test('known rows change where they stand, and a new run only says that it is there', async ({
  page,
  admin,
  context,
  product,
}) => {
  await signIn(context, product, await makeOperator(admin, 'oli', ['operator']));
  const { id, name } = await makeWorkflow(admin, { name: 'calm', steps: [{ key: 'wait', prompt: 'Wait. [[sim: delay=3s]]' }] });
  await startRun(admin, id);
  await page.goto(`/runs?workflow=${name}`);
  await expect(rows(page)).toHaveCount(1);
  await expect(rows(page).first()).toContainText('Running');
  const later = await startRun(admin, id);
  const news = page.getByRole('button', { name: /1 new run/ });
  await expect(news).toBeVisible();
  await expect(rows(page)).toHaveCount(1);
  await expect(rows(page).first()).toContainText('Completed');
  await page.keyboard.press('.');
  await expect(rows(page)).toHaveCount(2);
  await expect(rows(page).first()).toHaveAttribute('data-row', later);
  await expect(news).toHaveCount(0);
});

const many = async (admin: Parameters<typeof makeWorkflow>[0], count: number) => {
  const { id, name } = await makeWorkflow(admin, {
    name: 'flood',
    steps: [{ key: 'wait', prompt: 'Wait. [[sim: delay=300s]]' }],
  });
  await Promise.all(Array.from({ length: count }, () => startRun(admin, id)));
  return name;
};
const statuses = async (admin: Parameters<typeof makeWorkflow>[0], name: string, status: string): Promise<number> =>
  (await (await admin.get(`/api/v1/runs?workflow=${name}&status=${status}&limit=200`)).json()).items.length;

test('many runs are aborted at once: counted first, the number typed, the result run by run', async ({
  page,
  admin,
  context,
  product,
}) => {
  const count = 23;
  await signIn(context, product, await makeOperator(admin, 'pam', ['operator']));
  const name = await many(admin, count);
  await page.goto(`/runs?workflow=${name}`);
  await expect(rows(page)).not.toHaveCount(0);
  await page.getByLabel('Choose all that are loaded').check();
  const bar = page.getByRole('toolbar', { name: 'Act on many runs' });
  await expect(bar).toContainText(`${count} chosen`);
  await bar.getByRole('button', { name: 'Abort…' }).click();
  const dialog = page.getByRole('dialog', { name: `Abort ${count} runs?` });
  await expect(dialog).toContainText(`can be done for${count}`);
  const go = dialog.getByRole('button', { name: `Abort ${count} runs` });
  await expect(go).toBeDisabled();
  await dialog.getByLabel('Reason').fill('started by mistake');
  await expect(go).toBeDisabled();
  await dialog.getByLabel(`Type ${count} to confirm`).fill(String(count));
  await go.click();
  await expect(page).toHaveURL(/\/bulk\/[0-9a-f-]{36}/);
  await expect(page.getByText(`${count} done`)).toBeVisible();
  await expect(page.getByRole('table', { name: 'Runs' }).locator('tbody tr')).toHaveCount(count);
  await expect.poll(() => statuses(admin, name, 'aborted')).toBe(count);
});

test('all that match are paused and resumed by keyboard alone', async ({ page, admin, context, product }) => {
  await signIn(context, product, await makeOperator(admin, 'quin', ['operator']));
  const name = await many(admin, 3);
  await page.goto(`/runs?workflow=${name}`);
  await expect(rows(page)).toHaveCount(3);
  await page.keyboard.press('j');
  await page.keyboard.press('x');
  await page.keyboard.press('Shift+J');
  const bar = page.getByRole('toolbar', { name: 'Act on many runs' });
  await expect(bar).toContainText('2 chosen');
  await bar.getByRole('button', { name: 'or all 3 matching' }).focus();
  await page.keyboard.press('Enter');
  await expect(bar).toContainText('All 3 matching');
  await bar.getByRole('button', { name: 'Pause…' }).focus();
  await page.keyboard.press('Enter');
  const dialog = page.getByRole('dialog', { name: 'Pause 3 runs?' });
  await expect(dialog.getByLabel('Reason')).toBeFocused();
  await page.keyboard.type('night');
  const go = dialog.getByRole('button', { name: 'Pause 3 runs' });
  while (!(await go.evaluate((button) => button === document.activeElement))) await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/\/bulk\//);
  await expect(page.getByText('3 done')).toBeVisible();
  await page.keyboard.press('g');
  await page.keyboard.press('r');
  await expect(page.getByRole('heading', { name: 'Runs' })).toBeVisible();
});
