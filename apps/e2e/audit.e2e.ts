import { readFileSync } from 'node:fs';
import type { Page } from '@playwright/test';
import { makeWorkflow, pendingApproval, startRun } from './engine';
import { expect, test } from './fixtures';
import { anotherPerson } from './people';

const GATED = [{ key: 'send', risk: 'irreversible', prompt: 'Send the letter. [[sim: say="Sent."]]' }] as const;

const search = async (page: Page, text: string) => {
  await page.keyboard.press('/');
  await expect(page.getByLabel('Filter', { exact: true })).toBeFocused();
  await page.keyboard.press('ControlOrMeta+a');
  await page.keyboard.type(text);
  await page.keyboard.press('Escape');
  await page.keyboard.press('Enter');
};

test('a decision is found, opened and exported by keyboard alone, and the export is in the log', async ({
  browser,
  admin,
  product,
}) => {
  const approver = await anotherPerson(browser, product, admin, 'pia', ['approver']);
  const { id, name } = await makeWorkflow(admin, { name: 'audited', steps: GATED });
  const runId = await startRun(admin, id);
  const approval = await pendingApproval(admin, runId);
  await approver.page.goto('/');
  const decided = await approver.page.request.post(`/api/v1/approvals/${approval.id}/approve`, {
    data: { digest: approval.digest, reason: 'checked the list twice' },
    headers: { origin: product.url },
  });
  expect(decided.status()).toBe(200);

  const { page } = await anotherPerson(browser, product, admin, 'quin', ['auditor']);
  await page.goto('/');
  await expect(page.getByRole('heading', { name: 'Overview' })).toBeVisible();
  await page.keyboard.press('g');
  await page.keyboard.press('u');
  const grid = page.getByRole('grid', { name: 'Events' });
  await expect(grid).toBeVisible();
  // The usual time is said, and can be taken away.
  await expect(page.getByRole('button', { name: /time:>-30d/ })).toBeVisible();

  await search(page, `action:Approval* workflow:${name} time:>-1h`);
  await expect(page).toHaveURL(/type=Approval/);
  await expect(grid).toHaveAttribute('aria-rowcount', '3');
  await page.keyboard.press('Tab');
  await grid.getByRole('row').nth(1).focus();
  const granted = grid.getByRole('row', { name: /ApprovalGranted/ });
  await expect(granted).toContainText('checked the list twice');
  await page.keyboard.press('Enter');

  const panel = page.getByRole('complementary', { name: 'Event' });
  await expect(page).toHaveURL(/id=[0-9a-f-]{36}/);
  const changed = panel.getByRole('table', { name: 'What changed' });
  await expect(changed).toContainText('pending');
  await expect(changed).toContainText('approved');
  await expect(panel.getByRole('list', { name: 'Chain of causes' })).toContainText('StepDispatched');
  await page.keyboard.press('j');
  await expect(panel).toContainText('ApprovalRequested');
  await page.keyboard.press('Escape');
  await expect(panel).toHaveCount(0);

  await page.keyboard.press('e');
  const lines = page.getByRole('menuitem', { name: /NDJSON/ });
  await expect(lines).toBeVisible();
  await lines.focus();
  const [download] = await Promise.all([page.waitForEvent('download'), page.keyboard.press('Enter')]);
  const exported = readFileSync(await download.path(), 'utf8')
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line).type);
  expect(exported).toEqual(['ApprovalRequested', 'ApprovalGranted']);

  await page.keyboard.press('Escape');
  await search(page, 'action:AuditExported actor:@me');
  await expect(grid.getByRole('row', { name: /AuditExported/ })).toHaveCount(1);

  await page.keyboard.press('ControlOrMeta+k');
  await page.getByLabel('Search or run a command').fill('Verify the log');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('dialog', { name: 'Verification of the log' })).toContainText('Intact');
});

test('an audit search is kept as a view, and its address gives the same picture', async ({ browser, admin, product }) => {
  const { page } = await anotherPerson(browser, product, admin, 'rob', ['operator']);
  await page.goto('/audit?object=policy&range=all');
  await expect(page.getByRole('button', { name: /object:policy/ })).toBeVisible();
  await expect(page.getByRole('button', { name: /time:/ })).toHaveCount(0);
  await expect(page.getByRole('button', { name: 'Export' })).toBeDisabled();
  await page.getByRole('button', { name: 'Views' }).click();
  await page.getByRole('menuitem', { name: 'Save as a new view…' }).click();
  await page.getByLabel('Name').fill('Policy changes');
  await page.getByRole('button', { name: 'Save the view' }).click();
  await expect(page).toHaveURL(/view=[0-9a-f-]{36}/);
  await page.reload();
  await expect(page.getByRole('button', { name: 'Policy changes' })).toBeVisible();
  await page.getByRole('button', { name: /object:policy/ }).click();
  await expect(page.getByRole('button', { name: 'Policy changes • modified' })).toBeVisible();
});

test('a pasted event id and a pasted step lead to their places', async ({ browser, admin, product }) => {
  const { page } = await anotherPerson(browser, product, admin, 'sia', ['operator']);
  const { id, name } = await makeWorkflow(admin, { name: 'pasted', steps: [{ key: 'only', prompt: 'Say hello.' }] });
  const runId = await startRun(admin, id);
  const started = async () =>
    (await (await admin.get(`/api/v1/audit/events?runId=${runId}&type=RunStarted`)).json()).items[0]?.id;
  await expect.poll(started).toBeTruthy();
  const eventId = await started();
  await page.goto('/');
  await expect(page.getByRole('heading', { name: 'Overview' })).toBeVisible();
  for (const [pasted, address] of [
    [eventId, new RegExp(`/audit\\?.*id=${eventId}`)],
    [`${runId}/only`, new RegExp(`/runs/${runId}\\?.*step=only`)],
  ] as const) {
    await page.keyboard.press('ControlOrMeta+k');
    await page.getByLabel('Search or run a command').fill(pasted);
    await expect(page.getByRole('dialog').getByRole('button', { name: /^Open the / })).toBeVisible();
    await page.keyboard.press('Enter');
    await expect(page).toHaveURL(address);
  }
  await expect(page).toHaveTitle(new RegExp(name));
  await page.goto('/workflows');
  await expect(page.getByRole('heading', { name: 'Workflows' })).toBeVisible();
  await page.keyboard.press('ControlOrMeta+k');
  await expect(
    page
      .getByRole('dialog')
      .getByRole('button', { name: /Looked at lately/ })
      .first(),
  ).toBeVisible();
});
