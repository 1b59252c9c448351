import { makeWorkflow, pendingApproval, startRun } from './engine';
import { expect, test } from './fixtures';
import { tabTo } from './keys';
import { anotherPerson, makeOperator, signIn } from './people';

// What other journeys do by pointer, here by keyboard alone.

test('a run above its cap is found held, and its cap is raised, by keyboard alone', async ({ page, admin, context, product }) => {
  await signIn(context, product, await makeOperator(admin, 'kim', ['operator']));
  const { id, name } = await makeWorkflow(admin, {
    name: 'dear-by-keys',
    budget: { totalBudgetCents: 0.001, onExceeded: 'hold' },
    steps: [{ key: 'think', prompt: 'Think. [[sim: tokens=100/100]]', maxOutputTokens: 1000 }],
  });
  await startRun(admin, id);
  await page.goto('/runs');
  await expect(page.getByRole('grid').locator('[data-row]').first()).toBeVisible();
  await page.keyboard.press('/');
  await expect(page.getByLabel('Filter', { exact: true })).toBeFocused();
  await page.keyboard.type(`hold:budget workflow:${name}`);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('grid').locator('[data-row]')).toHaveCount(1);
  await page.keyboard.press('Escape');
  await page.keyboard.press('j');
  await expect(page.locator('[data-row][data-active="true"]')).toHaveCount(1);
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/\/runs\/[0-9a-f-]{36}/);
  const banner = page.getByRole('region', { name: 'What needs attention' });
  await expect(banner).toContainText('Held by budget');
  await tabTo(page, banner.getByRole('button', { name: 'Raise the budget' }));
  await page.keyboard.press('Enter');
  const dialog = page.getByRole('dialog');
  await tabTo(page, dialog.getByLabel('New cap in US dollars'));
  await page.keyboard.press('ControlOrMeta+a');
  await page.keyboard.type('1');
  await tabTo(page, dialog.getByLabel('Reason'));
  await page.keyboard.type('It is worth a dollar');
  await tabTo(page, dialog.getByRole('button', { name: 'Raise the cap to $1.00' }));
  await page.keyboard.press('Enter');
  await expect(dialog).toHaveCount(0);
  await expect(page.locator('[data-status="completed"]').first()).toHaveText('Completed');
});

test('from what something cost to the run that spent it, by keyboard alone', async ({ page, admin, context, product }) => {
  await signIn(context, product, await makeOperator(admin, 'cora', ['operator', 'auditor']));
  const { id, name } = await makeWorkflow(admin, { name: 'spent-by-keys', steps: [{ key: 'read', prompt: 'Read it.' }] });
  const runId = await startRun(admin, id);
  await expect.poll(async () => (await (await admin.get(`/api/v1/runs/${runId}`)).json()).status).toBe('completed');
  await page.goto('/');
  await expect(page.getByText(/^Live/)).toBeVisible();
  await page.keyboard.press('g');
  await page.keyboard.press('c');
  await expect(page.getByRole('heading', { name: 'Costs' })).toBeVisible();
  await page.keyboard.press('/');
  await page.keyboard.type(`workflow:${name}`);
  await page.keyboard.press('Enter');
  await expect(page.getByText('equals the ledger').first()).toBeVisible();
  const table = page.getByRole('table', { name: 'Costs by agent' });
  await expect(table.getByRole('row')).toHaveCount(3);
  await tabTo(page, table.getByRole('link', { name: '1 runs of reader' }));
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: 'Runs' })).toBeVisible();
  await expect(page.getByRole('grid').locator('[data-row]')).toHaveCount(1);
  await page.keyboard.press('j');
  await expect(page.locator('[data-row][data-active="true"]')).toHaveCount(1);
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(new RegExp(`/runs/${runId}`));
});

test('who decides second by keyboard alone learns who was first, and keeps what was typed', async ({
  browser,
  admin,
  product,
}) => {
  const { page } = await anotherPerson(browser, product, admin, 'edda', ['approver']);
  const faster = await anotherPerson(browser, product, admin, 'fritz', ['approver']);
  const { id } = await makeWorkflow(admin, {
    name: 'raced-by-keys',
    steps: [{ key: 'send', risk: 'irreversible', prompt: 'Send the letter.' }],
  });
  const approval = await pendingApproval(admin, await startRun(admin, id));
  await page.goto(`/approvals?id=${approval.id}`);
  await expect(page.getByRole('button', { name: 'Approve: send' })).toBeVisible();
  await page.keyboard.press('a');
  await expect(page.getByLabel('Reason (required)')).toBeFocused();
  await page.keyboard.type('I have checked the letter');
  await page.keyboard.press('Control+Enter');
  await expect(page.getByLabel('Type send to enable the approval')).toBeFocused();
  await page.keyboard.type('send');
  // The decision is on its way while somebody else decides.
  await page.route('**/approve', async (route) => {
    const body = { digest: approval.digest, reason: 'Read it before you did' };
    const headers = { origin: product.url };
    const answer = await faster.page.request.post(`/api/v1/approvals/${approval.id}/reject`, { data: body, headers });
    expect(answer.status()).toBe(200);
    await route.continue();
  });
  await page.keyboard.press('Control+Enter');
  await expect(page.getByText('Somebody else was faster')).toBeVisible();
  const draft = page.getByLabel('What you had written');
  await expect(draft).toHaveValue('I have checked the letter');
  await tabTo(page, draft);
  await expect(draft).toBeFocused();
});

test('without a connection the keyboard still goes everywhere, and on return all catches up', async ({
  page,
  admin,
  context,
  product,
}) => {
  await signIn(context, product, await makeOperator(admin, 'ole', ['operator']));
  const { id, name } = await makeWorkflow(admin, { name: 'missed-by-keys', steps: [{ key: 'read', prompt: 'Read it.' }] });
  await page.goto(`/runs?workflow=${name}`);
  const pill = page.locator('[data-connection]');
  await expect(pill).toHaveText(/^Live/);
  await context.setOffline(true);
  await page.evaluate(() => window.dispatchEvent(new Event('offline')));
  await expect(pill).toHaveText(/Reconnecting|Offline|Silent/, { timeout: 20_000 });
  await page.keyboard.press('?');
  await expect(page.getByRole('dialog', { name: 'Keyboard' })).toBeVisible();
  await page.keyboard.press('Escape');
  await startRun(admin, id);
  await context.setOffline(false);
  await expect(pill).toHaveText(/^Live/, { timeout: 20_000 });
  await page.keyboard.press('.');
  const row = page.getByRole('grid').locator('[data-row]');
  await expect(row).toHaveCount(1);
  await page.keyboard.press('j');
  await expect(page.locator('[data-row][data-active="true"]')).toHaveCount(1);
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/\/runs\/[0-9a-f-]{36}/);
  await expect(page.locator('[data-status="completed"]').first()).toHaveText('Completed');
});
