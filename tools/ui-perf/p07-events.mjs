import { heapMib } from './browser.mjs';
import { figure, median, worst } from './figures.mjs';

const JUMPS = [1, 25_000, 49_000, 12_345, 40_001, 7];

/** Fifty thousand events: the last of them at once, any other a moment later, and never all of them. */
export const events = async ({ browser, places }) => {
  const { page, cdp, close } = await browser.open();
  let fetched = 0;
  page.on('response', async (response) => {
    if (!response.url().includes('/events?')) return;
    const body = await response.json().catch(() => ({ items: [] }));
    fetched += body.items.length;
  });
  const firsts = [];
  await page.goto(`/runs/${places.deep}?tab=cost`);
  await page.waitForLoadState('networkidle');
  const before = await heapMib(cdp);
  for (let n = 0; n < 3; n++) {
    const start = performance.now();
    await page.getByRole('tab', { name: /^Events/ }).click();
    await page.getByRole('button', { name: /RunCompleted/ }).waitFor();
    firsts.push(performance.now() - start);
    if (n < 2) await page.getByRole('tab', { name: 'Cost' }).click();
  }
  const unasked = fetched;
  const jumps = [];
  const field = page.getByLabel('Go to event');
  for (const number of JUMPS) {
    await field.fill(String(number));
    const start = performance.now();
    await field.press('Enter');
    await page.locator('li[data-active="true"] button').getByText(String(number), { exact: true }).waitFor();
    jumps.push(performance.now() - start);
  }
  const heap = await heapMib(cdp);
  await close();
  return [
    figure('P7', `first screen of ${places.deepEvents.toLocaleString('en-US')} events`, median(firsts), 'ms', 600),
    figure('P7', 'jump to any event, slowest of 6', worst(jumps), 'ms', 300),
    figure('P7', 'heap with the jumps', heap, 'MiB', 120),
    figure('P7', 'heap, growth by them', heap - before, 'MiB', 120),
    figure('P7', 'events fetched unasked', unasked, '', 2_000),
  ];
};
