// npm run dev: compiles and restarts the API on every change of it or a lib, and serves the console with hot reload.
// The console answers on PORT (3000) and hands /api, /socket.io, /health and /metrics to the API on the port after it.
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { requireNode } from './require-node.mjs';

requireNode();
const { watch } = await import('rolldown');
const { createServer } = await import('vite');

const root = fileURLToPath(new URL('..', import.meta.url));
const apiFolder = join(root, 'apps/api');
const host = '127.0.0.1';
const consolePort = Number(process.env.PORT || 3000);
const apiPort = consolePort + 1;
const API_PATHS = ['/api', '/health', '/metrics', '/socket.io'];

/** The API prints links to itself (ready, sign in); here the console is the way in. */
const showing = (channel) => (chunk) => channel.write(String(chunk).replaceAll(`:${apiPort}`, `:${consolePort}`));

let api;
let stopping = false;
let restarting;

const startApi = () => {
  const env = { MC_DATA_DIR: join(root, '.data'), ...process.env, HOST: host, PORT: String(apiPort) };
  // A group of its own: Ctrl-C reaches this process alone, which stops the API in order.
  const args = ['--enable-source-maps', join(apiFolder, 'dist/main.js')];
  api = spawn(process.execPath, args, { cwd: root, env, detached: true, stdio: ['ignore', 'pipe', 'pipe'] });
  api.stdout.on('data', showing(process.stdout));
  api.stderr.on('data', showing(process.stderr));
  api.once('exit', (code) => {
    if (code) console.error(`The API ended with code ${code}; it starts again at the next change.`);
  });
};

const stopApi = async () => {
  if (!api || api.exitCode !== null || api.signalCode !== null) return;
  const gone = new Promise((done) => api.once('exit', done));
  api.kill('SIGTERM');
  await gone;
};

/** One restart at a time; changes that come in while the old one stops are in the build that the new one runs. */
const restartApi = () => {
  restarting ??= stopApi().then(() => {
    restarting = undefined;
    if (!stopping) startApi();
  });
};

const { default: config } = await import(pathToFileURL(join(apiFolder, 'rolldown.config.mjs')).href);
const watcher = watch({ ...config, cwd: apiFolder, output: { ...config.output, cleanDir: false } });
watcher.on('event', async (event) => {
  if (event.code === 'BUNDLE_END') await event.result.close();
  if (event.code === 'END') restartApi();
  if (event.code === 'ERROR') console.error(event.error.message);
});

const proxy = Object.fromEntries(
  API_PATHS.map((path) => [path, { target: `http://${host}:${apiPort}`, ws: path === '/socket.io' }]),
);
const web = await createServer({ root: join(root, 'apps/web'), server: { host, port: consolePort, strictPort: true, proxy } });
await web.listen();
web.printUrls();

const stop = async () => {
  if (stopping) return;
  stopping = true;
  await Promise.all([watcher.close(), web.close(), restarting, stopApi()]);
  process.exit(0);
};
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, stop);
process.once('exit', () => api?.kill('SIGTERM'));
