import { heapMib } from './browser.mjs';
import { figure } from './figures.mjs';
import { stream } from './streams.mjs';

const MINUTE_MS = 60_000;
/** The simulated engine streams for ten minutes at most. */
const ROUND_MINUTES = 9;

/** The list and a run left open while things happen: what a day does to the memory. */
export const soak = async ({ api, browser }, minutes) => {
  const { page, cdp, close } = await browser.open();
  await page.goto('/runs');
  await page.locator('[data-row]').first().waitFor();
  await page.waitForTimeout(10_000);
  const before = await heapMib(cdp);
  for (let done = 0; done < minutes; done += ROUND_MINUTES) {
    const round = Math.min(ROUND_MINUTES, minutes - done);
    const { stop } = await stream(api, 10, round * 60 + 20);
    await page.waitForTimeout(round * MINUTE_MS);
    await stop();
  }
  await page.waitForTimeout(5_000);
  const growth = (await heapMib(cdp)) - before;
  await close();
  return [figure('P12', `heap growth in ${minutes} min at 10 updates/s`, growth, 'MiB', 20)];
};
