import { test as base, expect } from '@playwright/test';
import { startProduct } from './product';

const CLICKS_MAX = 12;
const MINUTES_MAX_MS = 5 * 60_000;

/** A fresh installation with its sample, as `npm start` makes it, and the link that it prints. */
const test = base.extend<{ link: string }>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the fixtures that are needed from the pattern.
  link: async ({}, use) => {
    const product = await startProduct({ env: { MC_ENVIRONMENT: 'trial' } });
    try {
      await expect.poll(() => /https?:\/\/\S+\/sign-in#\S+/.exec(product.output())?.[0]).toBeTruthy();
      await use(/https?:\/\/\S+\/sign-in#\S+/.exec(product.output())?.[0] ?? '');
    } finally {
      await product.stop();
    }
  },
});

test('a newcomer runs the sample, approves, sees its cost and replays it, led by the first steps alone', async ({
  page,
  link,
}) => {
  test.setTimeout(120_000);
  const beganAt = Date.now();
  let clicks = 0;
  const click = async (role: 'link' | 'button', name: string | RegExp) => {
    await page.getByRole(role, { name }).first().click();
    clicks += 1;
  };
  const steps = page.getByRole('region', { name: 'First steps' });
  const overview = () => click('link', 'Overview');

  await page.goto(link);
  await expect(steps).toContainText('0 of 5 done');
  await expect(steps).toContainText('Agents do the work.');
  await expect(page).toHaveTitle('Overview · Mission Control trial');

  await click('link', 'Start a run');
  await page.getByLabel('topic').fill('night trains');
  await click('button', /^Start launch-post/);
  await expect(page).toHaveURL(/\/runs\//);
  await expect(page.locator('[aria-label^="publish: Needs approval,"]')).toBeVisible({ timeout: 30_000 });

  await overview();
  await expect(steps).toContainText('1 of 5 done');
  await click('link', 'Decide about a step');
  await click('button', 'Show it');
  await page.getByLabel('Reason (required)').fill('Read it, it may go out');
  await page.getByLabel('Type publish to enable the approval').fill('publish');
  await click('button', 'Approve: publish');
  await expect(page.getByText(/Recorded at position/)).toBeVisible();

  await overview();
  await expect(steps).toContainText('2 of 5 done');
  await click('link', 'See what it cost');
  await expect(page.getByText('All sums equal the ledger')).toBeVisible();

  await overview();
  await click('link', 'Replay it');
  await expect(page.getByRole('region', { name: 'Replay' })).toContainText('Verified');

  await overview();
  await expect(steps).toContainText('4 of 5 done');
  expect(clicks).toBeLessThanOrEqual(CLICKS_MAX);
  expect(Date.now() - beganAt).toBeLessThan(MINUTES_MAX_MS);
  test.info().annotations.push({ type: 'walk', description: `${clicks} clicks, ${Math.round((Date.now() - beganAt) / 1000)} s` });
  console.log(`the first steps took ${clicks} clicks and ${Math.round((Date.now() - beganAt) / 1000)} s`);

  await steps.getByRole('button', { name: 'Hide' }).click();
  await expect(steps).toHaveCount(0);
  await page.reload();
  await expect(page.getByRole('heading', { name: 'Overview' })).toBeVisible();
  await expect(steps).toHaveCount(0);
});
