import { cpuOf, seen } from './browser.mjs';
import { figure } from './figures.mjs';
import { stream } from './streams.mjs';

const SECONDS = 60;

/** Fifty updates a second for a minute: rows change where they stand and the page stays at hand. */
export const live = async ({ api, browser }) => {
  const { stop, updates } = await stream(api, 50, SECONDS + 30);
  const { page, cdp, close } = await browser.open();
  await page.goto('/runs');
  await page.locator('[data-row]').first().waitFor();
  await page.waitForLoadState('load');
  await page.waitForTimeout(3_000);
  const order = () => page.$$eval('[data-row]', (rows) => rows.map((row) => row.dataset.row).join(' '));
  const [before, first] = [await order(), await updates()];
  const { taskMs } = await cpuOf(cdp, () => page.waitForTimeout(SECONDS * 1_000));
  const [after, last] = [await order(), await updates()];
  const { cls } = await seen(page);
  await close();
  await stop();
  return [
    figure(
      'P5',
      `main thread busy at ${((last - first) / SECONDS).toFixed(0)} updates/s`,
      (100 * taskMs) / (SECONDS * 1_000),
      '%',
      25,
    ),
    figure('P5', 'layout shift meanwhile (CLS)', cls, '', 0.02),
    figure('P5', 'rows that changed their place', before === after ? 0 : 1, '', 0),
  ];
};
