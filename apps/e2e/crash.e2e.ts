import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { expect, test } from '@playwright/test';

const SCRIPT = fileURLToPath(new URL('../../tools/kill-loop.mjs', import.meta.url));
const ROUNDS = 4;

/** A short one of the kill loop, on moments that hit calls in flight; `node tools/kill-loop.mjs` is the long one. */
test('killed in mid-run and started again, nothing is lost and nothing is done twice', async () => {
  test.setTimeout(240_000);
  const child = spawn(process.execPath, [SCRIPT, '--rounds', String(ROUNDS), '--seed', '11'], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  // A timeout leaves this function hanging, but not its worker.
  process.once('exit', () => child.kill());
  const lines: string[] = [];
  for (const channel of [child.stdout, child.stderr]) channel.on('data', (chunk: Buffer) => lines.push(chunk.toString()));
  const code = await new Promise((done) => child.once('close', done));
  expect(code, lines.join('')).toBe(0);
});
