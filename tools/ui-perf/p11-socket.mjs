import { startProduct } from '../../apps/e2e/product.ts';
import { figure } from './figures.mjs';

/** What the console promises: it is told at least so often that the connection lives. */
const HEARTBEAT_MS = 10_000;

/** The server is gone, then there again at the same address. */
export const socket = async ({ browser, product, restart }) => {
  const { page, close } = await browser.open();
  await page.goto('/runs');
  const pill = page.locator('[data-connection]');
  await pill.filter({ hasText: /^Live/ }).waitFor();
  await page.waitForLoadState('networkidle');
  const gone = performance.now();
  await product.kill();
  await pill.filter({ hasText: /Reconnecting|Offline|Silent/ }).waitFor({ timeout: 60_000 });
  const shown = performance.now() - gone;
  await restart(startProduct);
  const back = performance.now();
  await pill.filter({ hasText: /^Live/ }).waitFor({ timeout: 60_000 });
  const recovered = performance.now() - back;
  await close();
  return [
    figure('P11', 'loss of the socket shown, after the server died', shown, 'ms', HEARTBEAT_MS + 3_000),
    figure('P11', 'live again after the server is back', recovered, 'ms', 2_000),
  ];
};
