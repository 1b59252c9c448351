import { seen } from './browser.mjs';
import { figure, median } from './figures.mjs';

const RUNS = 3;
const BLOCKING_MS = 50;

/** The list of runs in a browser that has never been there. */
export const load = async ({ browser }) => {
  const loads = [];
  for (let n = 0; n < RUNS; n++) {
    const { page, close } = await browser.open();
    await page.goto('/runs');
    await page.locator('[data-row]').first().waitFor();
    await page.waitForLoadState('networkidle');
    const { fcp, lcp, cls, longTasks } = await seen(page);
    const tbt = longTasks.filter(({ at }) => at >= fcp).reduce((sum, { ms }) => sum + Math.max(0, ms - BLOCKING_MS), 0);
    const rows = await page.evaluate(() => performance.now());
    loads.push({ fcp, lcp, cls, tbt, rows });
    await close();
  }
  const of = (name) => median(loads.map((one) => one[name]));
  return [
    figure('P2', 'cold /runs, first paint (FCP)', of('fcp'), 'ms', 1_000),
    figure('P2', 'cold /runs, largest paint (LCP)', of('lcp'), 'ms', 1_500),
    figure('P2', 'cold /runs, layout shift (CLS)', of('cls'), '', 0.02),
    figure('P2', 'cold /runs, blocked (TBT)', of('tbt'), 'ms', 200),
  ];
};
