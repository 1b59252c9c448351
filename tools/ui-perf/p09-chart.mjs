import { cpuOf } from './browser.mjs';
import { figure, median } from './figures.mjs';

/** The cost chart with 30 days of hours in eight series and the others. */
export const chart = async ({ browser }) => {
  const { page, cdp, close } = await browser.open();
  await page.goto('/costs?by=agent&bucket=hour&from=-30d');
  const bars = page.locator('svg', { has: page.locator('title', { hasText: 'Costs over time' }) });
  await bars.waitFor();
  await page.waitForLoadState('networkidle');
  // Drawn anew from what is there already: as days, and as hours again.
  const bucket = page.getByRole('radiogroup', { name: 'Bars' });
  const take = async (name) => {
    const { scriptMs, layoutMs } = await cpuOf(cdp, async () => {
      await bucket.getByText(name).click();
      await page.waitForTimeout(600);
    });
    return scriptMs + layoutMs;
  };
  await take('Days');
  const [hours, days] = [[], []];
  for (let n = 0; n < 5; n++) {
    hours.push(await take('Hours'));
    days.push(await take('Days'));
  }
  await close();
  return [
    figure('P9', 'costs page, 720 hours x 8 drawn anew, CPU of scripts and layout', median(hours), 'ms', 60),
    figure('P9', 'the same as 30 days', median(days), 'ms', 60),
  ];
};
