import { judge, press } from './axe';
import { makeWorkflow, startRun } from './engine';
import { expect, test } from './fixtures';
import { anotherPerson } from './people';

const PEOPLE = ['admin', 'operator', 'approver', 'auditor'] as const;
const STEPS = [
  { key: 'good', prompt: 'Say {{ inputs.topic }}. [[sim: say="# A title\\n\\nSome **text**."]]' },
  {
    key: 'bad',
    prompt: 'Fail. [[sim: fail=engine_error]]',
    retry: { maxAttempts: 2, backoffMs: 100 },
    dependsOn: ['good'],
  },
] as const;

test('no WCAG violation in runs: the list, a look at one, commands on many, and every view of one', async ({
  browser,
  admin,
  product,
}) => {
  test.setTimeout(240_000);
  const { page } = await anotherPerson(browser, product, admin, 'rosa', [...PEOPLE]);
  const inputs = { topic: { type: 'string', required: true } };
  const { id, name } = await makeWorkflow(admin, { name: 'looked-at', inputs, steps: STEPS });
  const [one, other] = [await startRun(admin, id, { topic: 'axe' }), await startRun(admin, id, { topic: 'a saw' })];
  for (const runId of [one, other])
    await expect.poll(async () => (await (await admin.get(`/api/v1/runs/${runId}`)).json()).status).toBe('failed');
  const data = { action: 'rerun', filters: { runId: [one] }, reason: 'judged', expected: 1 };
  const job = await (await admin.post('/api/v1/bulk-jobs', { data })).json();
  const list = `/runs?workflow=${name}`;
  const run = `/runs/${one}`;
  await judge(page, [
    { path: `${list}&peek=${one}` },
    { path: list, open: press('Columns') },
    { path: list, open: press('Filter') },
    { path: list, open: press('Views') },
    { path: list, open: (view) => view.getByLabel('Filter', { exact: true }).focus() },
    {
      path: list,
      open: async (view) => {
        await view.getByRole('checkbox', { name: 'Choose all that are loaded' }).check();
        await press('Run again…')(view);
      },
    },
    { path: '/bulk' },
    { path: `/bulk/${job.id}` },
    ...['timeline', 'graph', 'data', 'events', 'cost', 'audit', 'compare'].map((tab) => ({ path: `${run}?tab=${tab}` })),
    ...['summary', 'input', 'output', 'attempts'].map((pane) => ({ path: `${run}?tab=timeline&step=bad&pane=${pane}` })),
    { path: `${run}?tab=graph&step=bad&pane=attempts&attempt=2&vs=1` },
    { path: `${run}?tab=timeline&at=6&step=good` },
    { path: `${run}?tab=compare&at=4&against=9` },
    { path: `${run}?tab=compare&with=${other}&step=good` },
    { path: run, open: press('Actions') },
    { path: '/gateways/quick' },
    { path: '/leaving?to=https%3A%2F%2Fexample.org%2F' },
  ]);
  await page.setViewportSize({ width: 320, height: 700 });
  const wide: string[] = [];
  const paths = [list, `${list}&peek=${one}`, '/bulk', `/bulk/${job.id}`, `${run}?tab=timeline&step=bad`, `${run}?tab=graph`];
  for (const path of [...paths, `${run}?tab=compare&with=${other}`, `${run}?tab=events`, `${run}?tab=timeline&at=6`]) {
    await page.goto(path);
    await page.waitForLoadState('networkidle');
    const over = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
    if (over > 0) wide.push(`${path}: ${over} px`);
  }
  expect(wide).toEqual([]);
});

test('no WCAG violation when the server fails, on any page', async ({ browser, admin, product }) => {
  test.setTimeout(240_000);
  const { page } = await anotherPerson(browser, product, admin, 'fred', [...PEOPLE]);
  const { id } = await makeWorkflow(admin, { name: 'broken', steps: [{ key: 'read', prompt: 'Read.' }] });
  const runId = await startRun(admin, id);
  await page.goto('/');
  const status = 503;
  const body = JSON.stringify({
    type: 'about:blank',
    title: 'Store unavailable',
    status,
    code: 'store_unavailable',
    detail: 'Soon.',
  });
  await page.route(/\/api\/v1\/(?!auth|me|session)/, (route) =>
    route.fulfill({ status, body, contentType: 'application/problem+json' }),
  );
  const paths = [
    '/',
    '/runs',
    `/runs/${runId}`,
    '/bulk',
    '/approvals',
    '/workflows',
    `/workflows/${id}`,
    `/workflows/${id}/edit`,
  ];
  const more = [
    '/costs',
    '/costs?tab=limits',
    '/audit',
    '/agents',
    '/agents?tab=gateways',
    '/agents/reader',
    '/settings?tab=policy',
  ];
  await judge(
    page,
    [...paths, ...more].map((path) => ({ path })),
  );
});
