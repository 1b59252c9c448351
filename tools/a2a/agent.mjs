import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

const SCRIPT = fileURLToPath(new URL('../../apps/api/src/gateways/testing/a2a-agent.mjs', import.meta.url));
export const KEY = 'a2a-test-key';

/** The agent that the SDK serves, which can die and come back at the same address. */
export const startAgent = async () => {
  let child;
  let port = '0';
  const start = async () => {
    child = spawn(process.execPath, [SCRIPT, '--key', KEY, '--port', port], { stdio: ['ignore', 'pipe', 'ignore'] });
    const [line] = await once(createInterface({ input: child.stdout }), 'line');
    const url = String(line).replace(/^ready /, '');
    port = new URL(url).port;
    return url;
  };
  const end = async (signal) => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    child.kill(signal);
    await once(child, 'exit');
  };
  process.once('exit', () => child.kill('SIGKILL'));
  const url = await start();
  return {
    url,
    /** What it began, cancelled and served, by effect key. */
    journal: async () => (await fetch(`${url}/__journal`)).json(),
    /** What it did for one run, by step. */
    of: async (runId) => {
      const journal = await (await fetch(`${url}/__journal`)).json();
      return Object.entries(journal).flatMap(([key, entry]) => (key.startsWith(runId) ? [{ key, ...entry }] : []));
    },
    kill: () => end('SIGKILL'),
    start,
    stop: () => end('SIGTERM'),
  };
};
