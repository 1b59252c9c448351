import { cpuOf } from './browser.mjs';
import { figure } from './figures.mjs';

/** The cost chart with 30 days of hours in eight series and the others. */
export const chart = async ({ browser }) => {
  const { page, cdp, close } = await browser.open();
  const from = new Date(Date.now() - 30 * 24 * 3_600_000).toISOString();
  await page.goto(`/costs?by=agent&interval=hour&from=${from}`);
  const bars = page.locator('figure svg').first();
  await bars.waitFor();
  await page.waitForLoadState('networkidle');
  // Drawn anew from what is there already: the table beside it and back.
  const again = async () => {
    await page.getByRole('radio', { name: 'Table' }).check({ force: true });
    await page.getByRole('radio', { name: 'Chart' }).check({ force: true });
    await bars.waitFor();
    await page.waitForTimeout(300);
  };
  const { taskMs } = await cpuOf(cdp, again);
  await close();
  return [figure('P9', 'cost chart of 720 hours x 8, CPU', taskMs, 'ms', 60)];
};
