import { chromium } from '@playwright/test';
import { findChromium } from '../../apps/e2e/chromium.ts';

const VIEWPORT = { width: 1440, height: 900 };

/** Collects, from the first moment of a page on, what the browser itself says about it. */
const OBSERVE = () => {
  const seen = { fcp: 0, lcp: 0, cls: 0, longTasks: [], events: [], frames: 0 };
  window.__seen = seen;
  const on = (type, note, options = {}) =>
    new PerformanceObserver((list) => list.getEntries().forEach(note)).observe({ type, buffered: true, ...options });
  on('paint', (entry) => {
    if (entry.name === 'first-contentful-paint') seen.fcp = entry.startTime;
  });
  on('largest-contentful-paint', (entry) => {
    seen.lcp = entry.startTime;
  });
  on('layout-shift', (entry) => {
    if (!entry.hadRecentInput) seen.cls += entry.value;
  });
  on('longtask', (entry) => seen.longTasks.push({ at: entry.startTime, ms: entry.duration }));
  on(
    'event',
    (entry) => entry.interactionId > 0 && seen.events.push({ id: entry.interactionId, name: entry.name, ms: entry.duration }),
    { durationThreshold: 16 },
  );
  const frame = () => {
    seen.frames += 1;
    requestAnimationFrame(frame);
  };
  requestAnimationFrame(frame);
};

/** A browser whose pages are signed in, on an otherwise empty profile. */
export const openBrowser = async (product, who) => {
  const browser = await chromium.launch({ ...findChromium(), args: [...(findChromium().args ?? []), '--js-flags=--expose-gc'] });
  const open = async () => {
    const context = await browser.newContext({ baseURL: product.url, viewport: VIEWPORT, reducedMotion: 'reduce' });
    const answer = await context.request.post(`${product.url}/api/v1/auth/session`, {
      data: who,
      headers: { origin: product.url },
    });
    if (!answer.ok()) throw new Error(`sign-in: ${await answer.text()}`);
    await context.addInitScript(OBSERVE);
    const page = await context.newPage();
    const cdp = await context.newCDPSession(page);
    await cdp.send('Performance.enable', { timeDomain: 'threadTicks' });
    return { context, page, cdp, close: () => context.close() };
  };
  /** What the page that was opened last shows, for who wants to know where a measurement stuck. */
  const picture = (path) => browser.contexts().at(-1)?.pages().at(-1)?.screenshot({ path });
  return { open, picture, close: () => browser.close() };
};

const metricsOf = async (cdp) => {
  const { metrics } = await cdp.send('Performance.getMetrics');
  return Object.fromEntries(metrics.map(({ name, value }) => [name, value]));
};

const MS = 1_000;
const MIB = 2 ** 20;

/** What the main thread of the page did meanwhile, in CPU time of its own: other work on the machine does not count. */
export const cpuOf = async (cdp, act) => {
  const before = await metricsOf(cdp);
  await act();
  const after = await metricsOf(cdp);
  return {
    taskMs: (after.TaskDuration - before.TaskDuration) * MS,
    scriptMs: (after.ScriptDuration - before.ScriptDuration) * MS,
    layoutMs: (after.LayoutDuration + after.RecalcStyleDuration - before.LayoutDuration - before.RecalcStyleDuration) * MS,
  };
};

/** After a collection: what is really held. */
export const heapMib = async (cdp) => {
  await cdp.send('HeapProfiler.collectGarbage');
  return (await metricsOf(cdp)).JSHeapUsedSize / MIB;
};

export const elements = (page) => page.evaluate(() => document.querySelectorAll('*').length);
export const seen = (page) => page.evaluate(() => window.__seen);
const framesOf = (page) => page.evaluate(() => window.__seen.frames);

/** CPU per frame while something moves. */
export const perFrame = async (page, cdp, act) => {
  const first = await framesOf(page);
  const { taskMs } = await cpuOf(cdp, act);
  return taskMs / Math.max(1, (await framesOf(page)) - first);
};
