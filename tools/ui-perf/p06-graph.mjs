import { cpuOf, perFrame } from './browser.mjs';
import { bundled } from './bundled.mjs';
import { figure, median, worst } from './figures.mjs';

const STEPS_CHANGED = 20;
const FRAMES = 90;

const layoutMs = async ({ api, places }) => {
  const { layoutGraph } = await bundled('apps/web/src/ui/graph/layout.ts');
  const { steps } = await api('GET', `/api/v1/runs/${places.large}`);
  const times = [];
  for (let n = 0; n < 5; n++) {
    const before = process.cpuUsage();
    layoutGraph(steps);
    const { user, system } = process.cpuUsage(before);
    times.push((user + system) / 1_000);
  }
  return median(times);
};

/** Pulls the graph about, as a hand does. */
const pan = async (page, box) => {
  await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
  await page.mouse.down();
  for (let n = 0; n < FRAMES; n++) {
    await page.mouse.move(box.x + box.width / 2 + 300 * Math.sin(n / 12), box.y + box.height / 2 + 120 * Math.cos(n / 9));
    await page.waitForTimeout(12);
  }
  await page.mouse.up();
};

const wheel = async (page, box, deltaY) => {
  await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
  for (let n = 0; n < FRAMES / 2; n++) {
    await page.mouse.wheel(0, deltaY);
    await page.waitForTimeout(16);
  }
};

/** A run of a thousand steps as a graph: drawn, moved at every zoom, and changed while it is looked at. */
export const graph = async (world) => {
  const { browser, places } = world;
  const layout = await layoutMs(world);
  const { page, cdp, close } = await browser.open();
  // The same run, but each time it is read anew other steps have moved: what a busy run looks like.
  let readings = 0;
  await page.route(`**/api/v1/runs/${places.large}`, async (route) => {
    const response = await route.fetch();
    const run = await response.json();
    readings += 1;
    for (let n = 0; n < STEPS_CHANGED; n++) {
      const step = run.steps[(n * 37) % run.steps.length];
      step.inputTokens = (step.inputTokens ?? 0) + readings;
    }
    await route.fulfill({ response, json: run });
  });
  let arrived = 0;
  page.on('response', (response) => {
    if (response.url().endsWith(`/runs/${places.large}`)) arrived = performance.now();
  });
  await page.goto(`/runs/${places.large}?tab=graph`);
  await page.locator('canvas').waitFor();
  const drawn = performance.now() - arrived;
  await page.waitForLoadState('networkidle');
  const box = await page.locator('.react-flow').boundingBox();
  const zooms = [];
  const measure = async (name) => {
    zooms.push({ name, pan: await perFrame(page, cdp, () => pan(page, box)) });
  };
  await measure('all of it');
  const zoom = [];
  for (const [name, turns] of [
    ['words begin to show', 9],
    ['close', 7],
  ]) {
    zoom.push(
      await perFrame(page, cdp, async () => {
        for (let n = 0; n < turns; n++) {
          await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
          await page.mouse.wheel(0, -240);
          await page.waitForTimeout(50);
        }
      }),
    );
    await measure(name);
  }
  zoom.push(await perFrame(page, cdp, () => wheel(page, box, 60)));
  const updates = [];
  await page.keyboard.press('0');
  for (let n = 0; n < 5; n++) {
    const now = readings;
    const { taskMs } = await cpuOf(cdp, async () => {
      await page.evaluate(() => document.dispatchEvent(new Event('visibilitychange')));
      await page.waitForTimeout(1_200);
    });
    if (readings > now) updates.push(taskMs);
  }
  await close();
  return [
    figure('P6', 'layout of 1,000 steps, CPU', layout, 'ms', 100),
    figure('P6', 'drawn after the data', drawn, 'ms', 900),
    ...zooms.map(({ name, pan: ms }) => figure('P6', `pan, ${name}, CPU per frame`, ms, 'ms', 10)),
    figure('P6', 'zoom, CPU per frame, worst', worst(zoom), 'ms', 10),
    ...(updates.length === 0 ? [] : [figure('P6', `update of ${STEPS_CHANGED} steps, CPU`, median(updates), 'ms', 50)]),
  ];
};
