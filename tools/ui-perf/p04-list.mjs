import { elements, heapMib, perFrame } from './browser.mjs';
import { figure, percentile, worst } from './figures.mjs';

const FILTERS = [
  'status=failed',
  'status=completed',
  'hold=approval',
  'workflow=invoice*',
  'workflow=crm-clean',
  'agent=writer',
  'startedBy=sven',
  'from=2026-01-01T00:00:00Z',
  'costFrom=0.5',
  'has=error',
  'q=north',
];
const PAGES = 20;

/** Every pair of filters once to warm up and then measured, as a page of the list asks. */
const apiTimes = async ({ api }) => {
  const times = [];
  const nameOf = (filter) => filter.split('=')[0];
  const pairs = FILTERS.flatMap((one, index) =>
    FILTERS.slice(index + 1)
      .filter((other) => nameOf(other) !== nameOf(one))
      .map((other) => `${one}&${other}`),
  );
  for (const measured of [false, true]) {
    for (const pair of pairs) {
      const start = performance.now();
      await api('GET', `/api/v1/runs?limit=100&${pair}`);
      if (measured) times.push({ pair, ms: performance.now() - start });
    }
  }
  return times;
};

export const list = async (world) => {
  const times = await apiTimes(world);
  const slowest = times.reduce((worstOne, one) => (one.ms > worstOne.ms ? one : worstOne));
  const { page, cdp, close } = await world.browser.open();
  await page.goto('/runs');
  await page.locator('[data-row]').first().waitFor();
  const rowsMs = await page.evaluate(() => performance.now());
  await page.waitForLoadState('networkidle');
  const frame = page.locator('[data-scroll]');
  const box = await frame.boundingBox();
  await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
  // Twenty pages deep first, so that flinging is over rows that are there.
  for (let n = 0; n < PAGES; n++) {
    const before = await page.evaluate(() => document.querySelector('[data-scroll]').scrollHeight);
    await page.evaluate(() => document.querySelector('[data-scroll]').scrollTo(0, 1e9));
    await page.waitForFunction((height) => document.querySelector('[data-scroll]').scrollHeight > height, before);
  }
  const fling = await perFrame(page, cdp, async () => {
    for (let n = 0; n < 60; n++) {
      await page.mouse.wheel(0, n < 30 ? -2_500 : 2_500);
      await page.waitForTimeout(16);
    }
  });
  const nodes = await elements(page);
  const heap = await heapMib(cdp);
  await close();
  const ms = times.map((one) => one.ms);
  return [
    figure('P4', `API, page of 100 with any two filters, p95 of ${ms.length}`, percentile(ms, 0.95), 'ms', 150),
    figure('P4', `API, slowest (${slowest.pair})`, worst(ms), 'ms', 400),
    figure('P4', 'rows visible after the navigation', rowsMs, 'ms', 1_200),
    figure('P4', 'flinging, CPU per frame', fling, 'ms', 12),
    figure('P4', 'elements in the page', nodes, '', 1_500),
    figure('P4', `heap after ${PAGES} pages`, heap, 'MiB', 80),
  ];
};
