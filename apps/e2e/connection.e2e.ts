import { makeWorkflow, startRun } from './engine';
import { expect, test } from './fixtures';
import { makeOperator, signIn } from './people';

test('a lost connection is said, and on return the page catches up by itself', async ({ page, admin, context, product }) => {
  await signIn(context, product, await makeOperator(admin, 'hal', ['operator']));
  const { id } = await makeWorkflow(admin, {
    name: 'missed',
    steps: [
      { key: 'first', prompt: 'Be slow. [[sim: delay=2s]]' },
      { key: 'second', dependsOn: ['first'], prompt: 'Be quick.' },
    ],
  });
  const runId = await startRun(admin, id);
  await page.goto(`/runs/${runId}`);
  const pill = page.locator('[data-connection]');
  await expect(pill).toHaveText(/^Live/);
  await expect(page.locator('[aria-label^="second: "]')).toBeVisible();
  await context.setOffline(true);
  // Chromium keeps open sockets through `setOffline`; this ends them as a network does.
  await page.evaluate(() => window.dispatchEvent(new Event('offline')));
  await expect(pill).toHaveText(/Reconnecting|Offline|Silent/, { timeout: 20_000 });
  await expect
    .poll(async () => (await (await admin.get(`/api/v1/runs/${runId}`)).json()).status, { timeout: 15_000 })
    .toBe('completed');
  await context.setOffline(false);
  await expect(pill).toHaveText(/^Live/, { timeout: 20_000 });
  await expect(page.locator('[aria-label^="second: Completed,"]')).toBeVisible();
});

test('a part of the console that could not be loaded is said, and comes with the next try', async ({
  page,
  admin,
  context,
  product,
}) => {
  await signIn(context, product, await makeOperator(admin, 'ida', ['operator']));
  const { id } = await makeWorkflow(admin, { name: 'no-graph', steps: [{ key: 'only', prompt: 'Be quick.' }] });
  const runId = await startRun(admin, id);
  await page.route('**/flow-graph-*.js', (route) => route.abort());
  await page.goto(`/runs/${runId}?tab=graph`);
  await expect(page.getByRole('alert')).toContainText('The graph could not be loaded');
  await page.unrouteAll();
  await page.getByRole('button', { name: 'Retry' }).click();
  await expect(page.locator('[aria-label^="only: Completed,"]')).toBeVisible();
});
