import { cpuOf, perFrame } from './browser.mjs';
import { bundled } from './bundled.mjs';
import { figure, median } from './figures.mjs';
import { makeAgent } from './streams.mjs';

const STEPS_AT_WORK = 20;
const WATCHED_MS = 15_000;
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

/** A run of a thousand steps of which some are at work: what one reading of it costs the page. */
const updateMs = async ({ api, browser }) => {
  await makeAgent(api, 'perf-streamer');
  const step = (n) => ({
    ...{ key: `s${n}`, agent: 'perf-streamer', risk: 'read', prompt: 'Write. [[sim: delay=60s calls=100]]' },
    dependsOn: n < STEPS_AT_WORK ? [] : [`s${n - STEPS_AT_WORK}`],
  });
  const steps = Array.from({ length: 1_000 }, (_, n) => step(n));
  const { id } = await api('POST', '/api/v1/workflows', { name: `perf-graph-${Date.now()}`, steps });
  const { runId } = await api('POST', `/api/v1/workflows/${id}/runs`, { inputs: {} });
  const { page, cdp, close } = await browser.open();
  let readings = 0;
  page.on('response', (response) => {
    if (response.url().endsWith(`/runs/${runId}`)) readings += 1;
  });
  await page.goto(`/runs/${runId}?tab=graph`);
  await page.locator('canvas').waitFor();
  await page.waitForTimeout(3_000);
  const before = readings;
  const { taskMs } = await cpuOf(cdp, () => page.waitForTimeout(WATCHED_MS));
  const seen = readings - before;
  await close();
  await api('POST', `/api/v1/runs/${runId}/abort`, { reason: 'measured' });
  return seen === 0 ? Number.NaN : taskMs / seen;
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
  await close();
  return [
    figure('P6', 'layout of 1,000 steps, CPU', layout, 'ms', 100),
    figure('P6', 'drawn after the data', drawn, 'ms', 900),
    ...zooms.map(({ name, pan: ms }) => figure('P6', `pan, ${name}, CPU per frame`, ms, 'ms', 10)),
    ...['until words show', 'closer', 'out again'].map((name, n) =>
      figure('P6', `zoom, ${name}, CPU per frame`, zoom[n], 'ms', 10),
    ),
    figure('P6', `update while ${STEPS_AT_WORK} of 1,000 steps report, CPU`, await updateMs(world), 'ms', 50),
  ];
};
