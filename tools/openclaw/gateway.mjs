import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, openSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { delimiter, dirname, join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';

export const VERSION = '2026.9.6';
export const TOKEN = 'mc-test-token-0123456789abcdef';
const READY_MS_MAX = 300_000;

/** Installs the engine into a folder that is kept between runs: 647 MB, a minute or more. */
export const install = (folder) => {
  const entry = join(folder, 'node_modules/openclaw/openclaw.mjs');
  const manifest = join(folder, 'node_modules/openclaw/package.json');
  if (existsSync(entry) && JSON.parse(readFileSync(manifest, 'utf8')).version === VERSION) return entry;
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'package.json'), '{ "private": true }\n');
  // The package checks the Node that npm finds first.
  const PATH = `${dirname(process.execPath)}${delimiter}${process.env.PATH}`;
  const args = ['install', '--no-audit', '--no-fund', '--loglevel', 'error', `openclaw@${VERSION}`];
  const { status } = spawnSync('npm', args, { cwd: folder, env: { ...process.env, PATH }, stdio: 'inherit' });
  if (status !== 0) throw new Error(`npm could not install openclaw@${VERSION}`);
  return entry;
};

const freePort = () =>
  new Promise((done) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address();
      server.close(() => done(port));
    });
  });

const priced = (id, name, input, output, cacheRead) => ({
  id,
  name,
  input: ['text'],
  contextWindow: 128_000,
  maxTokens: 4_096,
  reasoning: false,
  cost: { input, output, cacheRead, cacheWrite: 0 },
});

const configOf = (home, port, modelUrl) => ({
  gateway: { mode: 'local', port, bind: 'loopback', auth: { mode: 'token', token: TOKEN }, controlUi: { enabled: false } },
  models: {
    mode: 'replace',
    providers: {
      stub: {
        baseUrl: modelUrl,
        apiKey: 'stub-key',
        api: 'openai-completions',
        models: [priced('stub-small', 'Stub Small', 1, 2, 0.1), priced('stub-large', 'Stub Large', 5, 15, 0.5)],
      },
    },
  },
  agents: {
    ownership: 'explicit',
    defaults: { model: { primary: 'stub/stub-small', fallbacks: [] }, skipBootstrap: true },
    entries: {
      researcher: { name: 'Researcher', workspace: join(home, 'ws/researcher'), tools: { profile: 'minimal' } },
      writer: { name: 'Writer', workspace: join(home, 'ws/writer'), model: 'stub/stub-large' },
      operator: { name: 'Operator', workspace: join(home, 'ws/operator') },
    },
  },
  cron: { enabled: false },
  logging: { file: join(home, 'gateway.log'), level: 'info' },
});

const untilReady = async (url, child) => {
  const began = Date.now();
  while (Date.now() - began < READY_MS_MAX) {
    if (child.exitCode !== null) throw new Error(`the engine ended with ${child.exitCode}`);
    const ready = await fetch(`${url}/readyz`).then(
      ({ ok }) => ok,
      () => false,
    );
    if (ready) return Date.now() - began;
    await delay(250);
  }
  throw new Error('the engine did not get ready');
};

/** The real engine on loopback, with its state in a folder of its own. */
export const makeGateway = async (entry, scratch, modelUrl, wantedPort = 0) => {
  const home = mkdtempSync(join(scratch, 'state-'));
  const port = wantedPort || (await freePort());
  const config = join(home, 'openclaw.json');
  writeFileSync(config, JSON.stringify(configOf(home, port, modelUrl), null, 2));
  const env = {
    PATH: process.env.PATH,
    HOME: home,
    OPENCLAW_CONFIG_PATH: config,
    OPENCLAW_STATE_DIR: join(home, 'state'),
    OPENCLAW_DISABLE_BONJOUR: '1',
    OPENCLAW_NO_RESPAWN: '1',
    OPENCLAW_EXEC_SHELL_SNAPSHOT: '0',
    OPENCLAW_SKIP_CHANNELS: '1',
  };
  const out = openSync(join(home, 'out.log'), 'a');
  let child;
  const kill = () => child?.kill('SIGKILL');
  process.once('exit', kill);
  return {
    home,
    url: `ws://127.0.0.1:${port}`,
    /** @returns {Promise<number>} milliseconds until ready */
    start: () => {
      child = spawn(process.execPath, [entry, 'gateway'], { cwd: home, env, stdio: ['ignore', out, out] });
      return untilReady(`http://127.0.0.1:${port}`, child);
    },
    /** Sends the signal and waits for the end. */
    end: async (signal) => {
      const ended = new Promise((done) => child.once('exit', done));
      child.kill(signal);
      await ended;
    },
  };
};
