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
