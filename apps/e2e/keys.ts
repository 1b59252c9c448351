import type { Locator, Page } from '@playwright/test';

/** Presses Tab until something has the focus. */
export const tabTo = async (page: Page, target: Locator, key = 'Tab') => {
  for (let presses = 0; presses < 80; presses++) {
    if (await target.evaluate((element) => element === document.activeElement)) return;
    await page.keyboard.press(key);
  }
  throw new Error(`the focus never reached ${target}`);
};
