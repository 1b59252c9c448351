import type { APIRequestContext, Page } from '@playwright/test';
import { getRun, makeEngine, makeWorkflow, pendingApproval, startRun, uniqueName } from './engine';
import { expect, test } from './fixtures';
import { anotherPerson } from './people';

const GATED = [{ key: 'send', risk: 'irreversible', prompt: 'Send the letter. [[sim: say="Sent."]]' }] as const;
const POSTS = {
  inputs: { topic: { type: 'string', required: true } },
  steps: [{ key: 'post', risk: 'write', prompt: 'Post about {{ inputs.topic }} [[sim: say="Posted."]]' }],
} as const;

const request = (page: Page) => page.getByRole('region', { name: 'Request' });
const receipt = (page: Page) => page.getByRole('status').filter({ hasText: /(Approved|Rejected) .+ Recorded at position \d+/ });
const isLive = (page: Page) => expect(page.getByText(/^Live/)).toBeVisible();
const decisionsOf = async (admin: APIRequestContext, id: string) =>
  (await (await admin.get(`/api/v1/approvals/${id}`)).json()).decisions as { decision: string; reason: string | null }[];
const statusOf = (admin: APIRequestContext, runId: string) => async () => (await getRun(admin, runId)).status as string;

/** Runs that wait at the same write step, the first of them longest. */
const waitingPosts = async (admin: APIRequestContext, topics: readonly string[]) => {
  const { id, name } = await makeWorkflow(admin, { name: 'posts', ...POSTS });
  const runs: { runId: string; id: string }[] = [];
  for (const topic of topics) {
    const runId = await startRun(admin, id, { topic });
    runs.push({ runId, id: (await pendingApproval(admin, runId)).id });
  }
  return { name, runs };
};

test('a request reaches the open inbox by itself; rejected with a reason, the run says so', async ({
  browser,
  admin,
  product,
}) => {
  const { page } = await anotherPerson(browser, product, admin, 'cleo', ['approver', 'operator']);
  const { id, name } = await makeWorkflow(admin, { name: 'reject-me', steps: GATED });
  await page.goto('/approvals');
  await expect(page.getByRole('heading', { name: 'Approvals' })).toBeVisible();
  await isLive(page);
  const runId = await startRun(admin, id);
  await page.getByRole('link', { name: new RegExp(name) }).click();
  await page.getByRole('button', { name: 'Reject…' }).click();
  await page.getByRole('button', { name: 'Reject send' }).click();
  await expect(page.getByText('A reason of at least 10 characters is needed.')).toBeVisible();
  await page.getByLabel('Reason (required)').fill('The address is the wrong one');
  await page.getByRole('button', { name: 'Reject send' }).click();
  await expect(receipt(page)).toContainText(`Rejected send of ${name}`);
  await page.goto(`/runs/${runId}`);
  await expect(page.getByRole('region', { name: 'What needs attention' })).toContainText(/reject/i);
  await expect(page.locator('[data-status="failed"]').first()).toHaveText('Failed');
  expect((await getRun(admin, runId)).status).toBe('failed');
});

test('writes are approved with two keys each, and one leads to the next', async ({ browser, admin, product }) => {
  const { page } = await anotherPerson(browser, product, admin, 'abe', ['approver']);
  const { name, runs } = await waitingPosts(admin, ['ants', 'bees', 'cows']);
  await page.goto(`/approvals?workflow=${name}`);
  await expect(request(page)).toContainText('ants');
  await page.evaluate(() => {
    const seen = () => document.querySelector('[aria-label="Loading"]') && Reflect.set(window, '__waited', true);
    new MutationObserver(seen).observe(document.body, { childList: true, subtree: true });
  });
  for (const [index, { runId }] of runs.entries()) {
    await expect(request(page)).toContainText(['ants', 'bees', 'cows'][index] ?? '');
    await page.keyboard.press('a');
    await expect(page.getByRole('button', { name: 'Approve: post' })).toBeFocused();
    await page.keyboard.press('Enter');
    await expect.poll(statusOf(admin, runId)).toBe('completed');
  }
  await expect(receipt(page)).toContainText(`Approved post of ${name}`);
  await expect(page.getByText('Nothing matches')).toBeVisible();
  expect(await page.evaluate(() => Reflect.get(window, '__waited'))).toBeUndefined();
});

test('ten writes are approved by keyboard alone within a minute, each seen before', async ({ browser, admin, product }) => {
  const { page } = await anotherPerson(browser, product, admin, 'zora', ['approver']);
  const topics = ['ants', 'bees', 'cows', 'dogs', 'eels', 'foxes', 'geese', 'hens', 'ibises', 'jays'];
  const { name } = await waitingPosts(admin, topics);
  await page.goto(`/approvals?workflow=${name}`);
  const began = Date.now();
  for (const topic of topics) {
    await expect(request(page).getByRole('region', { name: 'Input (user)' })).toContainText(`Post about ${topic}`);
    await page.keyboard.press('a');
    await expect(page.getByRole('button', { name: 'Approve: post' })).toBeFocused();
    await page.keyboard.press('Enter');
  }
  const pending = async () =>
    (await (await admin.get(`/api/v1/approvals?status=pending&workflow=${name}`)).json()).total.value as number;
  await expect.poll(pending).toBe(0);
  expect(Date.now() - began).toBeLessThan(60_000);
  test.info().annotations.push({ type: 'ten writes', description: `${Math.round((Date.now() - began) / 1000)} s` });
  console.log(`ten writes were approved by keyboard in ${Math.round((Date.now() - began) / 1000)} s`);
});

test('what cannot be undone is approved by keyboard alone, but by no single key and not by Enter', async ({
  browser,
  admin,
  product,
}) => {
  const { page } = await anotherPerson(browser, product, admin, 'bea', ['approver']);
  const { id, name } = await makeWorkflow(admin, { name: 'grave', steps: GATED });
  const runId = await startRun(admin, id);
  const approval = await pendingApproval(admin, runId);
  await page.goto(`/approvals?workflow=${name}`);
  const approve = page.getByRole('button', { name: 'Approve: send' });
  await expect(approve).toBeDisabled();
  await page.keyboard.press('a');
  await expect(page.getByLabel('Reason (required)')).toBeFocused();
  await page.keyboard.type('Read the letter twice');
  await page.keyboard.press('Control+Enter');
  await expect(page.getByLabel('Type send to enable the approval')).toBeFocused();
  await page.keyboard.type('send');
  await expect(approve).toBeEnabled();
  await page.keyboard.press('Enter');
  await approve.focus();
  await page.keyboard.press('Enter');
  expect(await decisionsOf(admin, approval.id)).toEqual([]);
  await page.keyboard.press('Control+Enter');
  await expect(receipt(page)).toBeVisible();
  expect(await decisionsOf(admin, approval.id)).toMatchObject([{ decision: 'approved', reason: 'Read the letter twice' }]);
  await expect.poll(statusOf(admin, runId)).toBe('completed');
});

test('what will be sent must have been on the screen before it can be approved for good', async ({ browser, admin, product }) => {
  const { page } = await anotherPerson(browser, product, admin, 'bob', ['approver']);
  const { id, name } = await makeWorkflow(admin, { name: 'unseen', steps: GATED });
  await pendingApproval(admin, await startRun(admin, id));
  await page.goto(`/approvals?workflow=${name}&tab=run`);
  await page.getByLabel('Reason (required)').fill('Surely it is all right');
  await page.getByLabel('Type send to enable the approval').fill('send');
  const approve = page.getByRole('button', { name: 'Approve: send' });
  await expect(page.getByText('What will be sent has not been on your screen yet.')).toBeVisible();
  await expect(approve).toBeDisabled();
  await page.getByRole('button', { name: 'Show it' }).click();
  await expect(page.getByRole('region', { name: 'Input (user)' })).toContainText('Send the letter.');
  await expect(approve).toBeEnabled();
});

test('a request is rejected by keyboard alone', async ({ browser, admin, product }) => {
  const { page } = await anotherPerson(browser, product, admin, 'cy', ['approver']);
  const { name, runs } = await waitingPosts(admin, ['ants']);
  await page.goto(`/approvals?workflow=${name}`);
  await expect(page.getByRole('button', { name: 'Approve: post' })).toBeEnabled();
  await page.keyboard.press('r');
  await expect(page.getByLabel('Reason (required)')).toBeFocused();
  await page.keyboard.type('Nobody wants to read about ants');
  await page.keyboard.press('Control+Enter');
  await expect(receipt(page)).toContainText(`Rejected post of ${name}`);
  expect(await decisionsOf(admin, runs[0]?.id ?? '')).toMatchObject([
    { decision: 'rejected', reason: 'Nobody wants to read about ants' },
  ]);
});

test('a request is shown against what was approved last for the same step', async ({ browser, admin, product }) => {
  const { page } = await anotherPerson(browser, product, admin, 'dee', ['approver']);
  const { name, runs } = await waitingPosts(admin, ['ants', 'bees']);
  await page.goto(`/approvals?workflow=${name}`);
  await expect(request(page)).toContainText('First request of its kind');
  await page.keyboard.press('a');
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(new RegExp(runs[1]?.id ?? ''));
  const diff = page.getByRole('region', { name: 'Difference of input (user)' });
  await expect(diff).toContainText('removed: Post about ants');
  await expect(diff).toContainText('added: Post about bees');
  await expect(diff.locator('mark')).toHaveText(['ants', 'bees']);
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
  await expect(receipt(first.page)).toBeVisible();
  release();
  await expect(second.page.getByText('Somebody else was faster')).toBeVisible();
  await expect(second.page.getByText(new RegExp(`Already approved by ${first.username}`))).toBeVisible();
  await expect(second.page.getByLabel('What you had written')).toHaveValue('I have checked the letter');
  expect(await decisionsOf(admin, approval.id)).toHaveLength(1);
});

test('a decision of somebody else shows at once, with who took it', async ({ browser, admin, product }) => {
  const reader = await anotherPerson(browser, product, admin, 'finn', ['approver']);
  const other = await anotherPerson(browser, product, admin, 'gala', ['approver']);
  const { id } = await makeWorkflow(admin, { name: 'watched', steps: GATED });
  const approval = await pendingApproval(admin, await startRun(admin, id));
  await reader.page.goto(`/approvals?id=${approval.id}`);
  await reader.page.getByLabel('Reason (required)').fill('Half of what I wan');
  await isLive(reader.page);
  await other.page.goto(`/approvals?id=${approval.id}`);
  await other.page.getByLabel('Reason (required)').fill('Checked every line');
  await other.page.getByLabel('Type send to enable the approval').fill('send');
  await other.page.keyboard.press('Control+Enter');
  await expect(request(reader.page).getByRole('status')).toContainText(
    new RegExp(`Approved.*${other.username}.*Checked every line`),
  );
  await expect(reader.page.getByLabel('What you had written')).toHaveValue('Half of what I wan');
});

test('what changes while it is read is shown against what was read, and is armed anew', async ({ browser, admin, product }) => {
  const { page } = await anotherPerson(browser, product, admin, 'hal', ['approver']);
  const hasty = await anotherPerson(browser, product, admin, 'ida', ['approver']);
  await makeEngine(admin);
  const agent = uniqueName('moody');
  const settings = { gateway: 'quick', model: 'gpt-4o-mini' };
  await admin.post('/api/v1/agents', { data: { name: agent, ...settings, instructions: 'Be polite.' } });
  const { id, name } = await makeWorkflow(admin, { name: 'moved', steps: [{ ...GATED[0], agent }] });
  const runId = await startRun(admin, id);
  const old = await pendingApproval(admin, runId);
  await page.goto(`/approvals?workflow=${name}`);
  await page.getByLabel('Reason (required)').fill('It is polite enough');
  await page.getByLabel('Type send to enable the approval').fill('send');
  await isLive(page);
  await admin.put(`/api/v1/agents/${agent}`, { data: { ...settings, instructions: 'Be rude.' } });
  // Somebody else decides on what was true before: that is refused, and the request is asked anew.
  const headers = { origin: product.url };
  const data = { digest: old.digest, reason: 'quickly, quickly' };
  const refused = await hasty.page.request.post(`/api/v1/approvals/${old.id}/approve`, { headers, data });
  expect(refused.status()).toBe(409);
  await expect(page.getByRole('alert')).toContainText('This request changed while you read it.');
  const diff = page.getByRole('region', { name: 'Difference of instructions (system)' });
  await expect(diff).toContainText('removed: Be polite.');
  await expect(diff).toContainText('added: Be rude.');
  await expect(page.getByRole('button', { name: 'Approve: send' })).toHaveCount(0);
  await page.getByRole('button', { name: 'Go on with what is asked now' }).click();
  await expect(page.getByLabel('Reason (required)')).toHaveValue('It is polite enough');
  await expect(page.getByLabel('Type send to enable the approval')).toHaveValue('');
  await expect(page.getByRole('button', { name: 'Approve: send' })).toBeDisabled();
  await page.getByLabel('Type send to enable the approval').fill('send');
  await page.keyboard.press('Control+Enter');
  await expect.poll(statusOf(admin, runId)).toBe('completed');
});

test('a run that ends takes its request out of the inbox, and who reads it is told', async ({ browser, admin, product }) => {
  const { page } = await anotherPerson(browser, product, admin, 'fay', ['approver']);
  const { id, name } = await makeWorkflow(admin, { name: 'gone', steps: GATED });
  const runId = await startRun(admin, id);
  await pendingApproval(admin, runId);
  await page.goto(`/approvals?workflow=${name}`);
  const item = page.getByRole('link', { name: new RegExp(name) });
  await expect(item).toBeVisible();
  await isLive(page);
  await admin.post(`/api/v1/runs/${runId}/abort`, { data: { reason: 'no longer wanted' } });
  await expect(item).toHaveCount(0);
  await expect(request(page).getByRole('status')).toContainText('The run ended before a decision.');
});

test('equal writes are approved together, each for what it is', async ({ browser, admin, product }) => {
  const { page } = await anotherPerson(browser, product, admin, 'jo', ['approver']);
  const { name, runs } = await waitingPosts(admin, ['ants', 'bees', 'cows']);
  const { id: graveId } = await makeWorkflow(admin, { name: `${name}-grave`, steps: GATED });
  await pendingApproval(admin, await startRun(admin, graveId));
  await page.goto(`/approvals?workflow=${name}*`);
  const requests = page.getByRole('list', { name: 'Requests' });
  await expect(requests.getByRole('listitem')).toHaveCount(4);
  await expect(requests.getByRole('checkbox')).toHaveCount(3);
  // The irreversible one stands on top; the first write is one step on.
  await page.keyboard.press('j');
  await expect(request(page)).toContainText('ants');
  await page.keyboard.press('x');
  await page.getByRole('button', { name: 'All 3 alike' }).click();
  await page.getByRole('button', { name: 'Approve 3…' }).click();
  const dialog = page.getByRole('dialog', { name: /^Approve 3 × post/ });
  await expect(dialog.getByRole('listitem')).toHaveCount(3);
  await expect(dialog.getByRole('listitem').nth(1)).toContainText('added: Post about bees');
  await dialog.getByLabel('Note (optional)').fill('All read');
  await dialog.getByRole('button', { name: 'Approve 3', exact: true }).click();
  await expect(dialog.getByRole('status')).toHaveText('3 of 3 approved.');
  await expect(dialog.getByText(/Approved, position \d+/)).toHaveCount(3);
  await dialog.getByRole('button', { name: 'Close' }).last().click();
  for (const run of runs) {
    expect(await decisionsOf(admin, run.id)).toMatchObject([{ decision: 'approved', reason: 'All read' }]);
    await expect.poll(statusOf(admin, run.runId)).toBe('completed');
  }
});

test('a muted run comes last, and filters and views stand in the address', async ({ browser, admin, product }) => {
  const { page } = await anotherPerson(browser, product, admin, 'kai', ['approver', 'operator']);
  const { name } = await waitingPosts(admin, ['ants', 'bees']);
  await page.goto(`/approvals?workflow=${name}`);
  const requests = page.getByRole('list', { name: 'Requests' });
  await expect(request(page)).toContainText('ants');
  await page.keyboard.press('m');
  await expect(requests.getByText('Muted runs')).toBeVisible();
  await expect(requests.getByRole('link').last()).toHaveAttribute('aria-current', 'true');
  await page.keyboard.press('/');
  await page.keyboard.type(' risk:write agent:doer');
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/risk=write/);
  await expect(requests.getByRole('link')).toHaveCount(2);
  await page.getByRole('button', { name: 'Views' }).click();
  await page.getByRole('menuitem', { name: 'Save as a new view…' }).click();
  await page.getByLabel('Name').fill('Posts');
  await page.getByRole('button', { name: 'Save the view' }).click();
  await expect(page).toHaveURL(/view=/);
  await page.goto('/approvals');
  await page.getByRole('navigation').getByRole('link', { name: 'Posts' }).click();
  await expect(page).toHaveURL(new RegExp(`workflow=${name}`));
  await expect(requests.getByRole('link')).toHaveCount(2);
});

test('of two tabs one notifies, once, without what would be sent; the next takes over', async ({ browser, admin, product }) => {
  const { page: first } = await anotherPerson(browser, product, admin, 'lea', ['approver']);
  const context = first.context();
  await context.grantPermissions(['notifications']);
  const told: { title: string; body: string; tag: string }[] = [];
  await context.exposeFunction('__tell', (notice: (typeof told)[number]) => told.push(notice));
  await context.addInitScript(() => {
    class Banner {
      static permission = 'granted';
      static requestPermission = async () => 'granted';
      onclick: (() => void) | null = null;
      constructor(title: string, { body, tag }: { body: string; tag: string }) {
        Reflect.get(window, '__tell')({ title, body, tag });
        Reflect.set(window, '__press', () => this.onclick?.());
      }
      close() {}
    }
    Reflect.set(window, 'Notification', Banner);
  });
  const { id, name } = await makeWorkflow(admin, { name: 'loud', ...POSTS });
  await first.goto('/settings?tab=notifications');
  await first.getByRole('switch', { name: 'Notify me' }).click();
  await expect(first.getByRole('switch', { name: 'Notify me' })).toBeChecked();
  const second = await context.newPage();
  await second.goto('/runs');
  for (const page of [first, second]) await isLive(page);

  const bees = await pendingApproval(admin, await startRun(admin, id, { topic: 'secret bees' }));
  for (const page of [first, second]) await expect(page).toHaveTitle(/^\(\d+\) /);
  await expect.poll(() => told.length).toBe(1);
  expect(told[0]).toMatchObject({ title: 'Approve post?', tag: bees.id, body: expect.stringContaining(name) });
  expect(JSON.stringify(told)).not.toContain('secret bees');
  await first.evaluate(() => Reflect.get(window, '__press')());
  await expect(first).toHaveURL(new RegExp(`/approvals\\?id=${bees.id}`));

  await first.close();
  const ants = await pendingApproval(admin, await startRun(admin, id, { topic: 'ants' }));
  await expect.poll(() => told.map(({ tag }) => tag)).toEqual([bees.id, ants.id]);
});

test('a list that somebody points at does not move: what is new is counted, what has left is struck through', async ({
  browser,
  admin,
  product,
}) => {
  const { page } = await anotherPerson(browser, product, admin, 'lou', ['approver']);
  const { name, runs } = await waitingPosts(admin, ['ants', 'bees']);
  await page.goto(`/approvals?workflow=${name}*`);
  const links = page.getByRole('list', { name: 'Requests' }).getByRole('link');
  await expect(links).toHaveCount(2);
  await isLive(page);
  await links.first().hover();
  const { id: graveId } = await makeWorkflow(admin, { name: `${name}-grave`, steps: GATED });
  await pendingApproval(admin, await startRun(admin, graveId));
  await admin.post(`/api/v1/runs/${runs[0]?.runId}/abort`, { data: { reason: 'no longer wanted' } });
  await expect(page.getByRole('button', { name: '1 new · show' })).toBeVisible();
  await expect(links.first()).toContainText('waits no more');
  await expect(links).toHaveCount(2);
  await page.keyboard.press('.');
  await expect(links.first()).toContainText('irreversible');
  await expect(links).toHaveCount(2);
});

test('on a telephone the list and a request are two steps', async ({ browser, admin, product }) => {
  const { page } = await anotherPerson(browser, product, admin, 'max', ['approver']);
  const { name, runs } = await waitingPosts(admin, ['ants', 'bees']);
  await page.setViewportSize({ width: 390, height: 844 });
  await page.goto(`/approvals?workflow=${name}`);
  const requests = page.getByRole('list', { name: 'Requests' });
  await expect(requests.getByRole('link')).toHaveCount(2);
  await expect(request(page)).toHaveCount(0);
  await requests.getByRole('link').nth(1).click();
  await expect(request(page)).toContainText('bees');
  await expect(requests).toHaveCount(0);
  await page.goBack();
  await expect(requests.getByRole('link')).toHaveCount(2);
  await requests.getByRole('link').first().click();
  await page.getByRole('button', { name: 'Approve: post' }).click();
  await expect.poll(statusOf(admin, runs[0]?.runId ?? '')).toBe('completed');
  await expect(request(page)).toContainText('bees');
  await page.getByRole('button', { name: 'All requests' }).click();
  await expect(requests.getByRole('link')).toHaveCount(1);
});
