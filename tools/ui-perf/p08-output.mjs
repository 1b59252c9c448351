import { elements, heapMib, seen } from './browser.mjs';
import { figure, worst } from './figures.mjs';

/** An output of ten megabytes: its beginning at once, then all of it as a tree. */
export const output = async ({ browser, places }) => {
  const { page, cdp, close } = await browser.open();
  await page.goto(`/runs/${places.heavy}?tab=graph&step=records`);
  await page.getByRole('tab', { name: 'Output', exact: true }).waitFor();
  await page.waitForLoadState('networkidle');
  const heapBefore = await heapMib(cdp);
  const elementsBefore = await elements(page);
  const started = performance.now();
  await page.getByRole('tab', { name: 'Output', exact: true }).click();
  const all = page.getByRole('button', { name: /^Load all/ });
  await all.waitFor();
  const preview = performance.now() - started;
  const tasksFrom = await page.evaluate(() => performance.now());
  const arrived = page.waitForResponse((response) => response.url().includes('/payloads/'));
  await all.click();
  await (await arrived).finished();
  const bytesAt = performance.now();
  await page.getByRole('treeitem').first().waitFor();
  const tree = performance.now() - bytesAt;
  await page.waitForTimeout(1_000);
  const { longTasks } = await seen(page);
  const heap = (await heapMib(cdp)) - heapBefore;
  const more = (await elements(page)) - elementsBefore;
  await close();
  return [
    figure('P8', 'preview of 10 MB', preview, 'ms', 300),
    figure('P8', 'whole tree after the bytes', tree, 'ms', 1_200),
    figure('P8', 'longest task meanwhile', worst(longTasks.filter(({ at }) => at >= tasksFrom).map(({ ms }) => ms)), 'ms', 120),
    figure('P8', 'elements that it adds', more, '', 400),
    figure('P8', 'heap that it adds', heap, 'MiB', 60),
  ];
};
