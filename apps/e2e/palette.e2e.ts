import { makeWorkflow, pendingApproval, startRun } from './engine';
import { expect, test } from './fixtures';
import { anotherPerson, makeOperator, signIn } from './people';

test('the palette resolves a pasted run id and approval id, and goes to pages', async ({ page, admin, context, product }) => {
  await signIn(context, product, await makeOperator(admin, 'ida', ['operator', 'approver']));
  const { id, name } = await makeWorkflow(admin, { name: 'found', steps: [{ key: 'post', risk: 'write', prompt: 'Post.' }] });
  const runId = await startRun(admin, id);
  const approval = await pendingApproval(admin, runId);
  await page.goto('/');
  await expect(page.getByRole('heading', { name: 'Overview' })).toBeVisible();
  const search = page.getByLabel('Search or run a command');
  for (const [pasted, address] of [
    [runId, `/runs/${runId}`],
    [approval.id, `/approvals?id=${approval.id}`],
    [id, `/workflows/${id}`],
  ] as const) {
    await page.keyboard.press('ControlOrMeta+k');
    await search.fill(pasted);
    const entry = page.getByRole('dialog').getByRole('button', { name: /^Open / });
    await expect(async () => {
      await page.keyboard.press('ArrowDown');
      await expect(entry).toHaveAttribute('data-selected', 'true', { timeout: 200 });
    }).toPass({ timeout: 10_000 });
    await page.keyboard.press('Enter');
    await expect(page).toHaveURL(new RegExp(`${address.replace('?', '\\?')}`));
    await expect(search).toHaveCount(0);
  }
  await page.keyboard.press('ControlOrMeta+k');
  await search.fill(name);
  await expect(page.getByText(`Search runs for “${name}”`)).toBeVisible();
  await page.keyboard.press('Escape');
});

test('the main path by keyboard alone', async ({ page, admin, context, product, browser }) => {
  const starter = await makeOperator(admin, 'jo', ['operator']);
  await signIn(context, product, starter);
  const { name } = await makeWorkflow(admin, {
    name: 'by-keys',
    inputs: { topic: { type: 'string', required: true } },
    steps: [{ key: 'post', risk: 'write', prompt: 'Post about {{ inputs.topic }}.' }],
  });
  await page.goto('/');
  await expect(page.getByRole('heading', { name: 'Overview' })).toBeVisible();
  await page.keyboard.press('Tab');
  await expect(page.getByRole('link', { name: 'Skip to content' })).toBeFocused();
  await page.keyboard.press('Enter');
  await page.keyboard.press('g');
  await page.keyboard.press('w');
  await expect(page.getByRole('heading', { name: 'Workflows' })).toBeVisible();
  await page.keyboard.press('/');
  await page.keyboard.type(name);
  await expect(page).toHaveURL(new RegExp(`q=${name}`));
  await expect(page.getByRole('table', { name: 'Workflows' }).locator('tbody tr')).toHaveCount(1);
  await page.getByRole('link', { name: `Start ${name}` }).focus();
  await page.keyboard.press('Enter');
  await expect(page.getByLabel('topic')).toBeFocused();
  await page.keyboard.type('keys');
  const start = page.getByRole('dialog').getByRole('button', { name: `Start ${name}` });
  while (!(await start.evaluate((button) => button === document.activeElement))) await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/\/runs\/[0-9a-f-]{36}/);
  await expect(page.locator('[aria-label^="post: Needs approval,"]')).toBeVisible();

  const { page: approver } = await anotherPerson(browser, product, admin, 'kim', ['approver']);
  await approver.goto('/');
  await expect(approver.getByRole('heading', { name: 'Overview' })).toBeVisible();
  await approver.keyboard.press('g');
  await approver.keyboard.press('a');
  await expect(approver.getByRole('heading', { name: 'Approvals' })).toBeVisible();
  const requests = approver.getByRole('list', { name: 'Requests' });
  const item = requests.getByRole('link', { name: new RegExp(name) });
  await expect(item).toBeVisible();
  const count = await requests.getByRole('listitem').count();
  for (let moves = 0; moves < count && (await item.getAttribute('aria-current')) !== 'true'; moves++) {
    const before = await requests.locator('[aria-current="true"]').getAttribute('href');
    await approver.keyboard.press('j');
    await expect(requests.locator('[aria-current="true"]')).not.toHaveAttribute('href', before ?? '');
  }
  await expect(approver.getByRole('region', { name: 'Request' })).toContainText(name);
  const approve = approver.getByRole('button', { name: 'Approve: post' });
  await expect(approve).toBeVisible();
  await approver.keyboard.press('a');
  await expect(approve).toBeFocused();
  await approver.keyboard.press('Enter');
  await expect(page.locator('[aria-label^="post: Completed,"]')).toBeVisible();

  await page.keyboard.press('?');
  await expect(page.getByRole('dialog', { name: 'Keyboard' })).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toHaveCount(0);
});
