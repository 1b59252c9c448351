import { getRun, makeWorkflow, pendingApproval, startRun } from './engine';
import { expect, test } from './fixtures';
import { anotherPerson } from './people';

const GATED = [{ key: 'send', risk: 'irreversible', prompt: 'Send the letter. [[sim: say="Sent."]]' }] as const;

test('a request reaches the open inbox by itself; rejected with a reason, the run says so', async ({
  browser,
  admin,
  product,
}) => {
  const { page } = await anotherPerson(browser, product, admin, 'cleo', ['approver', 'operator']);
  const { id, name } = await makeWorkflow(admin, { name: 'reject-me', steps: GATED });
  await page.goto('/approvals');
  await expect(page.getByRole('heading', { name: 'Approvals' })).toBeVisible();
  await expect(page.getByText(/^Live/)).toBeVisible();
  const runId = await startRun(admin, id);
  await page.getByRole('link', { name: new RegExp(name) }).click();
  await page.getByRole('button', { name: 'Reject send' }).click();
  await expect(page.getByText('A reason of at least 10 characters is needed.')).toBeVisible();
  await page.getByLabel('Reason (required)').fill('The address is the wrong one');
  await page.getByRole('button', { name: 'Reject send' }).click();
  await expect(page.getByText(/Recorded at position/)).toBeVisible();
  await page.goto(`/runs/${runId}`);
  await expect(page.getByRole('region', { name: 'What needs attention' })).toContainText(/reject/i);
  await expect(page.locator('[data-status="failed"]').first()).toHaveText('Failed');
  expect((await getRun(admin, runId)).status).toBe('failed');
});

test('of two approvers the second learns who decided, and keeps what was typed', async ({ browser, admin, product }) => {
  const first = await anotherPerson(browser, product, admin, 'dora', ['approver']);
  const second = await anotherPerson(browser, product, admin, 'emil', ['approver']);
  const { id } = await makeWorkflow(admin, { name: 'raced', steps: GATED });
  const runId = await startRun(admin, id);
  const approval = await pendingApproval(admin, runId);
  for (const { page } of [first, second]) {
    await page.goto(`/approvals?id=${approval.id}`);
    await page.getByLabel('Reason (required)').fill('I have checked the letter');
    await page.getByLabel('Type send to enable the approval').fill('send');
  }
  // The second one's click is on its way while the first decision lands.
  let release = () => {};
  const landed = new Promise<void>((done) => {
    release = done;
  });
  await second.page.route('**/approve', async (route) => {
    await landed;
    await route.continue();
  });
  await second.page.getByRole('button', { name: 'Approve: send' }).click();
  await first.page.getByRole('button', { name: 'Approve: send' }).click();
  await expect(first.page.getByText(/Recorded at position/)).toBeVisible();
  release();
  await expect(second.page.getByText('Somebody else was faster')).toBeVisible();
  await expect(second.page.getByText(new RegExp(`Already approved by ${first.username}`))).toBeVisible();
  await expect(second.page.getByLabel('What you had written')).toHaveValue('I have checked the letter');
  const { decisions } = await (await admin.get(`/api/v1/approvals/${approval.id}`)).json();
  expect(decisions).toHaveLength(1);
});

test('a run that ends takes its request out of the inbox', async ({ browser, admin, product }) => {
  const { page } = await anotherPerson(browser, product, admin, 'fay', ['approver']);
  const { id, name } = await makeWorkflow(admin, { name: 'gone', steps: GATED });
  const runId = await startRun(admin, id);
  await pendingApproval(admin, runId);
  await page.goto('/approvals');
  const item = page.getByRole('link', { name: new RegExp(name) });
  await expect(item).toBeVisible();
  await admin.post(`/api/v1/runs/${runId}/abort`, { data: { reason: 'no longer wanted' } });
  await expect(item).toHaveCount(0);
});
