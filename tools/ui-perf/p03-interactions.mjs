import { seen } from './browser.mjs';
import { figure, percentile, worst } from './figures.mjs';

const press = async (page, keys) => {
  for (const key of keys) {
    await page.keyboard.press(key);
    // As fast as somebody who knows the keys.
    await page.waitForTimeout(90);
  }
};

/** A day's work by keyboard and mouse, timed by the browser: from the press to the next picture. */
export const interactions = async ({ browser, places }) => {
  const { page, close } = await browser.open();
  await page.goto('/runs');
  await page.locator('[data-row]').first().waitFor();
  await page.waitForLoadState('networkidle');
  const loadedAt = await page.evaluate(() => performance.now());
  await press(page, ['j', 'j', 'j', 'j', 'x', 'Shift+J', 'Shift+J', 'Escape', ' ', 'j', 'j', 'k', ' ']);
  await page.getByRole('button', { name: /^Failed/ }).click();
  await page.locator('[data-row]').first().waitFor();
  await press(page, ['j', 'j', 'Enter']);
  await page.getByRole('tab', { name: 'Timeline' }).click();
  await press(page, ['j', 'j', '+', '+', '-', '0']);
  await page.getByRole('tab', { name: 'Events' }).click();
  await press(page, ['j', 'j', 'Enter', 'k']);
  await page.getByRole('tab', { name: 'Graph' }).click();
  await page.waitForLoadState('networkidle');
  await page.goto(`/runs/${places.large}?tab=timeline`);
  await page.locator('[data-row]').first().waitFor();
  await press(page, ['j', 'j', 'j', 'p', 'p', 'k', '+', '+', 'l', 'h', '0']);
  await page.getByRole('tab', { name: 'Graph' }).click();
  await page.locator('canvas').waitFor();
  await press(page, ['Control+k']);
  await page.keyboard.type('approvals', { delay: 60 });
  await press(page, ['Enter']);
  await page.getByRole('list', { name: 'Requests' }).waitFor();
  await press(page, ['j', 'j', 'j', 'k', 'r']);
  await press(page, ['Escape', 'g', 'c']);
  await page.getByRole('heading', { name: 'Costs' }).waitFor();
  await page.waitForLoadState('networkidle');
  const { events, longTasks } = await seen(page);
  const interactionMs = [...Map.groupBy(events, ({ id }) => id).values()].map((group) => worst(group.map(({ ms }) => ms)));
  await close();
  return [
    figure('P3', `interactions, p75 of ${interactionMs.length} above 16 ms`, percentile(interactionMs, 0.75), 'ms', 100),
    figure('P3', 'interactions, slowest', worst(interactionMs), 'ms', 200),
    figure(
      'P3',
      'longest task after the load',
      worst(longTasks.filter(({ at }) => at > loadedAt).map(({ ms }) => ms)),
      'ms',
      150,
    ),
  ];
};
