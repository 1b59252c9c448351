// node tools/screenshots.mjs [--set S|L] <folder> [route ...]
//
// Starts the built product with its sample and a few runs, or on a seeded set, signs in by the one-time link, and photographs
// the given routes (all of the console by default) in light and dark, at 1440 and 390 pixels. `{run}`, `{workflow}`, `{approval}`
// and `{event}` in a route stand for the newest of each. Says which pages threw, logged an error, or are wider than the screen.
import { mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { chromium } from '@playwright/test';
import { findChromium } from '../apps/e2e/chromium.ts';
import { startProduct } from '../apps/e2e/product.ts';
import { seeded } from '../apps/e2e/seeded.ts';
import { requireNode } from './require-node.mjs';

requireNode();

// Product and helpers are stopped by their own hooks when this process exits; a signal alone would not run those.
for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => process.exit(1));

const ROUTES = [
  ...['/', '/runs', '/runs/{run}', '/approvals', '/workflows', '/workflows/new', '/workflows/{workflow}'],
  ...['/workflows/{workflow}/edit', '/costs', '/costs?tab=limits', '/audit', '/agents', '/settings'],
];
const SCHEMES = ['light', 'dark'];
const WIDTHS = [1440, 390];
const HEIGHTS = { 1440: 900, 390: 844 };
const RUNS = 3;
const LIMIT_CENTS = 2_000;
const SETTLE_MS_MAX = 10_000;

const { values, positionals } = parseArgs({ options: { set: { type: 'string' } }, allowPositionals: true });
const [given, ...routes] = positionals;
if (!given || !['S', 'L', undefined].includes(values.set)) {
  console.error('Usage: node tools/screenshots.mjs [--set S|L] <folder> [route ...]');
  process.exit(1);
}
const folder = resolve(given);
mkdirSync(folder, { recursive: true });

const data = values.set ? await seeded(values.set) : null;
const product = await startProduct(data ? { dataDir: data.dataDir } : { env: { MC_SAMPLE: 'on' } });
const browser = await chromium.launch(findChromium());
const signedIn = await browser.newContext({ baseURL: product.url });
const page = await signedIn.newPage();

/** From inside the page, so that it is the person's session that asks. */
const ask = (method, path, body) =>
  page.evaluate(
    async ([method, path, body]) => {
      const headers = { 'content-type': 'application/json', 'idempotency-key': crypto.randomUUID() };
      const response = await fetch(path, method === 'GET' ? {} : { method, headers, body: JSON.stringify(body) });
      return { status: response.status, body: await response.json() };
    },
    [method, path, body],
  );

const newest = async (path) => (await ask('GET', path)).body.items?.[0];

const signIn = async () => {
  const link = /https?:\/\/\S+\/sign-in[#?]\S+/.exec(product.output())?.[0];
  if (!link) throw new Error(`no sign-in link in the output:\n${product.output()}`);
  await page.goto(link);
  await page.waitForURL((url) => !url.pathname.startsWith('/sign-in'));
};

const isSettled = async () => {
  const { body } = await ask('GET', '/api/v1/runs?limit=10');
  return body.items?.every(({ status, hold }) => hold !== null || !['pending', 'running'].includes(status));
};

/** Enough for every screen to have something to show: completed steps, a pending approval, costs, a limit. */
const makeData = async () => {
  const workflow = await newest('/api/v1/workflows');
  if (!workflow) throw new Error('the sample made no workflow');
  await ask('PUT', '/api/v1/limits/installation-day', { capCents: LIMIT_CENTS, reason: 'The pilot may cost $20 a day' });
  for (let count = 1; count <= RUNS; count++) {
    const inputs = { topic: ['the history of tea', 'how bees find home', 'night trains'][count % 3] };
    const { status, body } = await ask('POST', `/api/v1/workflows/${workflow.id}/runs`, { inputs, label: `Sample ${count}` });
    if (status !== 201) throw new Error(`a run was refused: ${JSON.stringify(body)}`);
  }
  const endsAt = Date.now() + SETTLE_MS_MAX;
  while (!(await isSettled()) && Date.now() < endsAt) await page.waitForTimeout(200);
  const approval = await newest('/api/v1/approvals?status=pending');
  if (approval) {
    const decision = { digest: approval.digest, reason: 'For the screenshots' };
    await ask('POST', `/api/v1/approvals/${approval.id}/approve`, decision);
  }
  return workflow;
};

const faults = [];

const photograph = async (context, route, name) => {
  const view = await context.newPage();
  view.on('pageerror', (error) => faults.push(`${name}: ${error.message}`));
  view.on('console', (message) => message.type() === 'error' && faults.push(`${name}: ${message.text()}`));
  await view.goto(route);
  await view.waitForLoadState('networkidle', { timeout: SETTLE_MS_MAX }).catch(() => faults.push(`${name}: never quiet`));
  const tooWide = await view.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
  if (tooWide > 0) faults.push(`${name}: ${tooWide} px wider than the screen`);
  await view.screenshot({ path: join(folder, `${name}.png`), fullPage: true });
  await view.close();
};

try {
  await signIn();
  const workflow = data ? await newest('/api/v1/workflows') : await makeData();
  const ids = {
    workflow: workflow.id,
    run: (await newest('/api/v1/runs?limit=1'))?.runId,
    event: (await newest('/api/v1/audit/events?type=ApprovalGranted,WorkflowDefined'))?.id,
    approval: (await newest('/api/v1/approvals?status=pending'))?.id,
  };
  const storageState = await signedIn.storageState();
  for (const colorScheme of SCHEMES) {
    for (const width of WIDTHS) {
      const viewport = { width, height: HEIGHTS[width] };
      const context = await browser.newContext({
        baseURL: product.url,
        storageState,
        colorScheme,
        viewport,
        reducedMotion: 'reduce',
      });
      for (const route of routes.length > 0 ? routes : ROUTES) {
        const slug = route.replaceAll(/[^a-z0-9]+/gi, '-').replaceAll(/^-|-$/g, '') || 'home';
        const path = route.replaceAll(/\{(\w+)\}/g, (_, name) => ids[name] ?? 'none');
        await photograph(context, path, `${slug}-${colorScheme}-${width}`);
      }
      await context.close();
    }
  }
} finally {
  await browser.close();
  await product.stop();
  data?.remove();
}
for (const fault of faults) console.error(fault);
console.log(`screenshots in ${folder}; ${faults.length} faults`);
