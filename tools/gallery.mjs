// npm run ui:gallery [-- <folder>]
//
// Photographs the screens of the console on seed set S, in light and dark, at 1440, 1024 and 390 pixels, and lays them side by
// side in `index.html` of the folder (`gallery` by default). Says which page threw, logged an error, or is wider than the screen.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { chromium } from '@playwright/test';
import { findChromium } from '../apps/e2e/chromium.ts';
import { startProduct } from '../apps/e2e/product.ts';
import { seeded } from '../apps/e2e/seeded.ts';
import { requireNode } from './require-node.mjs';

requireNode();
for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => process.exit(1));

const SCHEMES = ['light', 'dark'];
const SIZES = [
  { width: 1440, height: 900 },
  { width: 1024, height: 800 },
  { width: 390, height: 844 },
];
const SETTLE_MS = 15_000;

const folder = resolve(process.argv[2] ?? 'gallery');
mkdirSync(folder, { recursive: true });
const data = await seeded('S');
const product = await startProduct({ dataDir: data.dataDir });
const browser = await chromium.launch(findChromium());

const link = /https?:\/\/\S+\/sign-in[#?]\S+/.exec(product.output())?.[0];
if (!link) throw new Error(`no sign-in link in the output:\n${product.output()}`);
const first = await browser.newContext({ baseURL: product.url });
const page = await first.newPage();
await page.goto(link);
await page.waitForURL((url) => !url.pathname.startsWith('/sign-in'));
const state = await first.storageState();
const ask = async (path) => (await (await first.request.get(path)).json()).items;
const runOf = async (query) => (await ask(`/api/v1/runs?${query}&limit=1`))[0]?.runId;
const [failed, busy, done] = [
  await runOf('status=failed'),
  (await runOf('status=running&workflow=morning-brief')) ?? (await runOf('status=running')),
  (await runOf('status=completed&workflow=launch-post')) ?? (await runOf('status=completed')),
];
const requests = await ask('/api/v1/approvals?status=pending&limit=20');
const grave = requests.find(({ risk }) => risk === 'irreversible') ?? requests[0];
const [workflow] = await ask('/api/v1/workflows?limit=1');
const [agent] = await ask('/api/v1/agents?limit=1');
const [granted] = await ask('/api/v1/audit/events?type=ApprovalGranted&limit=1');

// A seeded day knows no limits over many runs: they draw from what runs are granted at their start.
for (const [id, capCents] of [
  ['installation-day', 500],
  [`workflow-${workflow?.id}-month`, 5_000],
])
  await first.request.put(`/api/v1/limits/${id}`, {
    data: { capCents, reason: 'What the pilot may cost' },
    headers: { origin: product.url },
  });

/** What is seen, and where. */
const SCREENS = [
  ['overview', '/'],
  ['runs', '/runs'],
  ['runs, a look at one', `/runs?peek=${failed}`],
  ['run, timeline', `/runs/${failed}?tab=timeline`],
  [
    'run, graph and step',
    `/runs/${busy}?tab=graph&step=${(await ask(`/api/v1/runs/${busy}/events?type=StepDispatched&limit=1`))[0]?.stepKey}`,
  ],
  ['run, output formatted', `/runs/${done}?tab=data`],
  ['run, events', `/runs/${done}?tab=events`],
  ['run, cost', `/runs/${done}?tab=cost`],
  ['run, replay', `/runs/${done}?tab=timeline&at=8`],
  ['approvals', '/approvals'],
  ['approval, irreversible', `/approvals?id=${grave?.id}`],
  ['workflows', '/workflows'],
  ['workflow', `/workflows/${workflow?.id}`],
  ['builder', `/workflows/${workflow?.id}/edit`],
  ['builder, text beside a step', `/workflows/${workflow?.id}/edit?mode=split&sel=${workflow?.steps?.[0]?.key ?? ''}`],
  ['new workflow', '/workflows/new'],
  ['costs', '/costs'],
  ['costs, table', '/costs?by=model&show=table'],
  ['limits', '/costs?tab=limits'],
  ['audit', '/audit'],
  ['audit, an event', `/audit?type=ApprovalGranted&id=${granted?.id}`],
  ['agents', '/agents'],
  ['an agent', `/agents/${agent?.name}`],
  ['gateways', '/agents?tab=gateways'],
  ['prices', '/agents?tab=prices'],
  ['settings', '/settings'],
  ['my access', '/settings?tab=access'],
  ['policy', '/settings?tab=policy'],
  ['operators', '/settings?tab=operators'],
  ['sign in', '/sign-in'],
];

const faults = [];
const fileOf = (name, scheme, width) => `${name.replaceAll(/[^a-z]+/g, '-')}-${scheme}-${width}.png`;
for (const scheme of SCHEMES) {
  for (const viewport of SIZES) {
    const context = await browser.newContext({
      ...{ baseURL: product.url, viewport, colorScheme: scheme, reducedMotion: 'reduce' },
    });
    for (const [name, route] of SCREENS) {
      if (route !== '/sign-in') await context.addCookies(state.cookies);
      else await context.clearCookies();
      const shot = await context.newPage();
      const where = `${name}, ${scheme}, ${viewport.width}`;
      shot.on('pageerror', (error) => faults.push(`${where}: ${error}`));
      shot.on(
        'console',
        (message) => message.type() === 'error' && !/401/.test(message.text()) && faults.push(`${where}: ${message.text()}`),
      );
      await shot.goto(route);
      await shot.waitForLoadState('networkidle');
      await shot
        .waitForFunction(() => document.querySelector('[role="status"][aria-label="Loading"]') === null, undefined, {
          timeout: SETTLE_MS,
        })
        .catch(() => faults.push(`${where}: still loading`));
      await shot.evaluate(() => document.fonts.ready);
      const wider = await shot.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
      if (wider > 0) faults.push(`${where}: ${wider} px wider than the screen`);
      await shot.screenshot({ path: join(folder, fileOf(name, scheme, viewport.width)), animations: 'disabled' });
      await shot.close();
    }
    await context.close();
  }
}
await browser.close();
await product.stop();
data.remove();

const figure = (name, scheme, width) => {
  const file = fileOf(name, scheme, width);
  return `<figure><a href="${file}"><img src="${file}" alt="${name}, ${scheme}, ${width} px" loading="lazy"></a><figcaption>${scheme}, ${width}</figcaption></figure>`;
};
const section = ([name, route]) =>
  `<section><h2>${name} <code>${route.replaceAll(/[0-9a-f-]{36}/g, '…')}</code></h2><div>${SIZES.flatMap(({ width }) => SCHEMES.map((scheme) => figure(name, scheme, width))).join('')}</div></section>`;
const style =
  'body{margin:24px;font:15px/1.5 system-ui;background:#eee}section>div{display:flex;gap:12px;overflow:auto;align-items:flex-start}figure{margin:0}img{height:420px;border:1px solid #999}code{font-size:12px;color:#666}';
writeFileSync(
  join(folder, 'index.html'),
  `<!doctype html><html lang="en"><meta charset="utf-8"><title>Mission Control, all screens</title><style>${style}</style><h1>Mission Control, all screens</h1>${SCREENS.map(section).join('')}</html>\n`,
);
for (const fault of faults) console.error(fault);
console.log(`${SCREENS.length * SCHEMES.length * SIZES.length} pictures in ${folder}; ${faults.length} faults`);
process.exitCode = faults.length === 0 ? 0 : 1;
