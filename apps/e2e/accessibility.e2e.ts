import type { Page } from '@playwright/test';
import { judge, openFirst, type Place, press, settled } from './axe';
import { makeLimit, makeWorkflow, pendingApproval, startRun } from './engine';
import { expect, test } from './fixtures';
import { anotherPerson } from './people';

// Long ones, so that neither worker has all of them.
test.describe.configure({ mode: 'parallel' });

const FILTERED_EMPTY: readonly Place[] = [
  { path: '/runs?q=nothing-is-called-this' },
  { path: '/workflows?q=nothing-is-called-this' },
  { path: '/approvals?show=decided' },
  { path: '/runs/01980000-0000-7000-8000-00000000dead' },
  { path: '/costs?agent=nobody-is-called-this' },
  { path: '/nowhere' },
];

test('no WCAG violation on any page, in light and dark, empty and refused', async ({ browser, admin, product }) => {
  test.setTimeout(240_000);
  const { page } = await anotherPerson(browser, product, admin, 'mia', ['admin', 'operator', 'approver', 'auditor']);
  const { id } = await makeWorkflow(admin, {
    name: 'judged',
    inputs: { topic: { type: 'string', required: true }, count: { type: 'integer', default: 3 } },
    steps: [
      { key: 'good', prompt: 'Say {{ inputs.topic }}.' },
      { key: 'bad', prompt: 'Fail. [[sim: fail=engine_error]]', onFailure: 'continue' },
      { key: 'send', risk: 'irreversible', dependsOn: ['good'], prompt: 'Send {{ steps.good.output }}' },
    ],
  });
  const runId = await startRun(admin, id, { topic: 'axe' });
  await pendingApproval(admin, runId);
  const run = `/runs/${runId}`;
  const limit = await makeLimit(admin, id);
  await startRun(admin, id, { topic: 'axe, under a limit' });
  await judge(page, [
    { path: '/' },
    { path: '/runs' },
    { path: `${run}?step=bad` },
    { path: `${run}?tab=steps` },
    { path: `${run}?tab=events`, open: press(/StepDispatched/) },
    { path: `${run}?tab=cost` },
    { path: `${run}?tab=audit` },
    { path: `${run}?at=3&step=good` },
    {
      path: run,
      open: async (view) => {
        await press('Actions')(view);
        await view.getByRole('menuitem', { name: 'Abort the run' }).click();
      },
    },
    { path: '/approvals' },
    { path: '/workflows' },
    { path: `/workflows/${id}` },
    { path: `/workflows/${id}?tab=text` },
    { path: `/workflows/${id}?start=yes`, open: press(/^Start judged/) },
    { path: `/workflows/${id}/edit` },
    { path: '/workflows/new' },
    { path: '/costs' },
    { path: '/costs?show=table&from=-30d&bucket=hour' },
    { path: '/costs', open: press(/^Time/) },
    { path: `/costs?tab=limits&id=${limit}` },
    { path: '/costs?tab=limits', open: press('Set a limit') },
    { path: '/costs?tab=limits', open: press(/^Remove/) },
    { path: '/', open: (view) => view.keyboard.press('?') },
    { path: '/', open: press(/^Search or paste/) },
    ...FILTERED_EMPTY,
  ]);
});

test('no WCAG violation in the builder, whatever is open, right or wrong', async ({ browser, admin, product }) => {
  test.setTimeout(240_000);
  const { page } = await anotherPerson(browser, product, admin, 'bea', ['admin', 'operator', 'approver']);
  const { id, name } = await makeWorkflow(admin, {
    name: 'built',
    inputs: { topic: { type: 'string', required: true }, count: { type: 'integer', default: 3 } },
    steps: [
      { key: 'good', prompt: 'Say {{ inputs.topic }}.' },
      { key: 'send', risk: 'irreversible', dependsOn: ['good'], prompt: 'Send {{ steps.good.output }}', timeoutMs: 5000 },
    ],
  });
  const stored = await (await admin.get(`/api/v1/workflows/${id}`)).json();
  const change = async (prompt: string) => {
    const steps = stored.steps.map((step: { key: string }) => (step.key === 'good' ? { ...step, prompt } : step));
    const data = { name, inputs: stored.inputs, budget: stored.budget, steps };
    expect((await admin.put(`/api/v1/workflows/${id}`, { data })).status()).toBe(200);
  };
  await change('Second.');
  const edit = `/workflows/${id}/edit`;
  const say = async (view: Page, words: string) => {
    await view.getByRole('region', { name: 'Inspector' }).getByLabel('Prompt').fill(words);
    await expect(view.getByRole('region', { name: 'Problems' })).toContainText('checked by the server');
    await expect(view.getByText('draft kept in this browser')).toBeVisible();
  };
  const pressOn = (key: string) => (view: Page) => view.locator('[data-step="send"]').press(key);
  await judge(page, [
    { path: '/workflows/new' },
    { path: '/workflows/new?from=fan-in&draft=judged&sel=verdict' },
    { path: '/workflows/new?from=blank&draft=blank' },
    { path: '/workflows/new?from=import&draft=import' },
    { path: edit },
    { path: `${edit}?mode=yaml&sel=good` },
    { path: `${edit}?mode=split&sel=send` },
    { path: `${edit}?sel=good,send` },
    { path: `${edit}?sel=good%3Esend` },
    { path: `${edit}?sel=send`, open: (view) => view.getByRole('button', { name: 'Actions on send' }).click() },
    { path: `${edit}?sel=send`, open: pressOn('a') },
    { path: `${edit}?sel=send`, open: pressOn('c') },
    { path: edit, open: press('Dry run') },
    { path: edit, open: press('Text') },
    { path: `/workflows/${id}?tab=versions&compare=1..2` },
    // From here on with a draft, at first with problems.
    { path: `${edit}?sel=good`, open: (view) => say(view, 'Mine. {{ inputs.nobody }} {{ steps.send.output }}') },
    { path: `${edit}?sel=send`, open: press(/^Fix \d/) },
    { path: `${edit}?mode=split` },
    { path: `${edit}?sel=good`, open: (view) => say(view, 'Mine.') },
    { path: edit, open: press(/^Save version 3/) },
  ]);
  await change('Third.');
  await judge(page, [{ path: edit, open: press(/^Save version 3/) }]);
  await page.setViewportSize({ width: 390, height: 844 });
  await judge(page, [{ path: `${edit}?sel=good` }, { path: `${edit}?mode=yaml` }]);
});

test('no WCAG violation in the record, among agents and in the settings, empty and refused', async ({
  browser,
  admin,
  product,
}) => {
  test.setTimeout(240_000);
  const { page } = await anotherPerson(browser, product, admin, 'max', ['admin', 'operator', 'approver', 'auditor']);
  const { id } = await makeWorkflow(admin, { name: 'recorded', steps: [{ key: 'send', risk: 'write', prompt: 'Send it.' }] });
  await pendingApproval(admin, await startRun(admin, id));
  await judge(page, [
    { path: '/audit' },
    { path: '/audit?show=runs' },
    { path: '/audit?type=ApprovalRequested', open: openFirst },
    { path: '/audit', open: press('Export') },
    { path: '/audit', open: press('Views') },
    { path: '/audit', open: press('Verify the log') },
    ...['agents', 'gateways', 'prices'].map((tab) => ({ path: `/agents?tab=${tab}` })),
    { path: '/agents', open: press('Add an agent') },
    { path: '/agents/reader' },
    { path: '/agents/reader', open: press('Edit') },
    { path: '/agents?tab=prices', open: press('Set a price') },
    { path: '/settings?tab=access', open: press('Make a key') },
    { path: '/settings?tab=operators', open: press('Add a person') },
    ...['', '?tab=policy', '?tab=freeze', '?tab=operators', '?tab=access'].map((search) => ({ path: `/settings${search}` })),
    { path: '/audit?workflow=nothing-is-called-this' },
    { path: '/audit?show=runs&workflow=nothing-is-called-this' },
    { path: '/audit?runId=no-run' },
    { path: '/audit?id=01980000-0000-7000-8000-00000000dead' },
    { path: '/agents/nobody' },
  ]);
});

test('no WCAG violation in any state of the inbox', async ({ browser, admin, product }) => {
  test.setTimeout(240_000);
  const { page } = await anotherPerson(browser, product, admin, 'pia', ['approver', 'operator']);
  const { id, name } = await makeWorkflow(admin, {
    name: 'inbox',
    inputs: { topic: { type: 'string', required: true } },
    steps: [
      { key: 'find', prompt: 'Find it. [[sim: say="Found."]]' },
      { key: 'post', risk: 'write', dependsOn: ['find'], prompt: 'Post {{ inputs.topic }}\nby {{ steps.find.output }}' },
      { key: 'send', risk: 'irreversible', dependsOn: ['find'], prompt: 'Send {{ inputs.topic }}' },
    ],
  });
  const runs: string[] = [];
  for (const topic of ['ants', 'bees', 'cows']) runs.push(await startRun(admin, id, { topic }));
  const waiting = async (runId: string): Promise<{ id: string; stepKey: string; digest: string }[]> =>
    (await (await admin.get(`/api/v1/approvals?runId=${runId}&status=pending`)).json()).items;
  for (const runId of runs) await expect.poll(async () => (await waiting(runId)).length).toBe(2);
  const [first] = (await waiting(runs[0] ?? '')).filter(({ stepKey }) => stepKey === 'post');
  const [last] = (await waiting(runs[1] ?? '')).filter(({ stepKey }) => stepKey === 'post');
  const headers = { origin: product.url };
  const decided = await page.request.post(`/api/v1/approvals/${first?.id}/approve`, { headers, data: { digest: first?.digest } });
  expect(decided.ok()).toBe(true);
  const inbox = `/approvals?workflow=${name}`;
  const choose = async (view: Page) => {
    await view
      .getByRole('checkbox', { name: /^Choose post/ })
      .first()
      .check();
    await press(/^All \d alike/)(view);
  };
  await judge(page, [
    { path: `${inbox}&id=${last?.id}` },
    { path: inbox, open: press('Reject…') },
    ...['input', 'upstream', 'run'].map((tab) => ({ path: `${inbox}&tab=${tab}` })),
    { path: `${inbox}&show=decided` },
    { path: `${inbox}&id=${first?.id}` },
    { path: `${inbox}&agent=nobody` },
    { path: inbox, open: (view) => view.keyboard.press('m') },
    { path: inbox, open: choose },
    {
      path: inbox,
      open: async (view) => {
        await choose(view);
        await press(/^Approve 2…/)(view);
      },
    },
    { path: inbox, open: press('Notify me') },
    { path: '/settings?tab=notifications', open: (view) => view.getByRole('switch', { name: 'Not at night' }).click() },
  ]);
  await page.setViewportSize({ width: 320, height: 700 });
  await judge(page, [{ path: `${inbox}&id=${last?.id}` }, { path: inbox }]);
  const viewer = await anotherPerson(browser, product, admin, 'quinn', ['viewer']);
  await judge(viewer.page, [{ path: `${inbox}&id=${last?.id}` }]);
});

test('no WCAG violation for a stranger, and for somebody with nothing to see', async ({ page, browser, admin, product }) => {
  await judge(page, [{ path: '/sign-in' }]);
  const viewer = await anotherPerson(browser, product, admin, 'ned', ['viewer']);
  await judge(viewer.page, [{ path: '/' }, { path: '/settings' }, { path: '/settings?tab=access' }, { path: '/workflows/new' }]);
});

test('at 320 pixels nothing but graphs and tables scrolls sideways', async ({ browser, admin, product }) => {
  const { page } = await anotherPerson(browser, product, admin, 'oda', ['admin', 'operator', 'approver', 'auditor']);
  await page.setViewportSize({ width: 320, height: 700 });
  const wide: string[] = [];
  const { id } = await makeWorkflow(admin, {
    name: 'narrow',
    steps: [{ key: 'send', name: 'Send the letter to all of them', risk: 'irreversible', prompt: `Send ${'it'.repeat(200)}` }],
  });
  const approval = await pendingApproval(admin, await startRun(admin, id));
  const request = `/approvals?id=${approval.id}`;
  const paths = [
    ...['/', '/runs', '/approvals', request, `${request}&tab=run`, '/workflows', '/workflows/new'],
    '/workflows/new?from=sample&draft=narrow&sel=draft',
    ...['/costs', '/costs?show=table', '/costs?tab=limits', '/audit', '/agents', '/settings', '/settings?tab=notifications'],
    '/settings?tab=access',
  ];
  for (const path of paths) {
    await page.goto(path);
    await settled(page);
    const over = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
    if (over > 0) wide.push(`${path}: ${over} px`);
  }
  expect(wide).toEqual([]);
});
