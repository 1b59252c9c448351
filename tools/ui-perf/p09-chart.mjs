import { cpuOf } from './browser.mjs';
import { figure } from './figures.mjs';

/** The cost chart with 30 days of hours in eight series and the others. */
export const chart = async ({ browser }) => {
  const { page, cdp, close } = await browser.open();
  await page.goto('/costs?by=agent&bucket=hour&from=-30d');
  const bars = page.locator('svg', { has: page.locator('title', { hasText: 'Costs over time' }) });
  await bars.waitFor();
  await page.waitForLoadState('networkidle');
  // Drawn anew from what is there already: to the table that stands for it, and back.
  await page.getByRole('radio', { name: 'Table' }).check({ force: true });
  await bars.waitFor({ state: 'detached' });
  await page.waitForTimeout(500);
  const { taskMs } = await cpuOf(cdp, async () => {
    await page.getByRole('radio', { name: 'Chart' }).check({ force: true });
    await bars.waitFor();
    await page.waitForTimeout(300);
  });
  await close();
  return [figure('P9', 'cost chart of 720 hours x 8, CPU', taskMs, 'ms', 60)];
};
