import { type ChildProcess, spawn } from 'node:child_process';
import { chmodSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const MAIN = fileURLToPath(new URL('../api/dist/main.js', import.meta.url));
const READY_TIMEOUT_MS = 60_000;
const STOP_TIMEOUT_MS = 30_000;
const READY = /^ready (https?:\/\/\S+)$/m;

export interface ProductOptions {
  /** Kept by the caller; without it a temporary one, removed by `stop`. */
  readonly dataDir?: string;
  /** Beside what every start gets; it may override it. */
  readonly env?: Readonly<Record<string, string>>;
}

/** The built product in a process of its own. */
export interface Product {
  readonly url: string;
  readonly dataDir: string;
  readonly child: ChildProcess;
  /** All that it wrote so far, on both channels. */
  output(): string;
  /** SIGKILL, to the product alone: its database lives on, as after a real crash. */
  kill(): Promise<void>;
  /** What Ctrl-C does. Leaves no process; removes a temporary data directory. */
  stop(): Promise<void>;
}

const temporaryFolder = (): string => {
  const folder = mkdtempSync(join(tmpdir(), 'mission-control-e2e-'));
  // Root hands the database to another user, who must get through.
  chmodSync(folder, 0o711);
  return folder;
};

const hasEnded = (child: ChildProcess): boolean => child.exitCode !== null || child.signalCode !== null;

const ended = (child: ChildProcess): Promise<void> =>
  new Promise((done) => {
    if (hasEnded(child)) done();
    else child.once('exit', () => done());
  });

/** The last resort for a product that does not stop, or was killed: its database must not outlive the test. */
const killDatabase = (dataDir: string): void => {
  try {
    const [pid] = readFileSync(join(dataDir, 'postgres/data/postmaster.pid'), 'utf8').split('\n');
    process.kill(Number(pid), 'SIGQUIT');
  } catch {
    // No such file or no such process: it has stopped, as it should.
  }
};

const stopChild = async (child: ChildProcess, dataDir: string): Promise<void> => {
  const timer = setTimeout(() => child.kill('SIGKILL'), STOP_TIMEOUT_MS);
  if (!hasEnded(child)) child.kill('SIGINT');
  await ended(child);
  clearTimeout(timer);
  killDatabase(dataDir);
};

const whenReady = (child: ChildProcess, output: () => string): Promise<string> =>
  new Promise((done, fail) => {
    const give = (error: Error) => {
      clearTimeout(timer);
      fail(error);
    };
    const timer = setTimeout(() => give(new Error(`not ready after ${READY_TIMEOUT_MS} ms:\n${output()}`)), READY_TIMEOUT_MS);
    child.once('error', give);
    child.once('exit', (code, signal) => give(new Error(`ended with ${signal ?? code} before it was ready:\n${output()}`)));
    child.stdout?.on('data', () => {
      const url = READY.exec(output())?.[1];
      if (!url) return;
      clearTimeout(timer);
      done(url);
    });
  });

/** Starts `node apps/api/dist/main.js` on a free port and waits for its `ready` line. */
export const startProduct = async ({ dataDir: kept, env = {} }: ProductOptions = {}): Promise<Product> => {
  const dataDir = kept ?? temporaryFolder();
  const child = spawn(process.execPath, ['--enable-source-maps', MAIN], {
    env: { PATH: process.env.PATH ?? '', PORT: '0', HOST: '127.0.0.1', MC_DATA_DIR: dataDir, LOG_LEVEL: 'warn', ...env },
    cwd: dataDir,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const written: string[] = [];
  for (const channel of [child.stdout, child.stderr]) channel.on('data', (chunk: Buffer) => written.push(chunk.toString()));
  const output = () => written.join('');
  // If this process ends without calling stop, the product goes with it.
  const onExit = () => child.kill('SIGINT');
  process.once('exit', onExit);
  const stop = async () => {
    process.off('exit', onExit);
    await stopChild(child, dataDir);
    if (!kept) rmSync(dataDir, { recursive: true, force: true, maxRetries: 20 });
  };
  const kill = async () => {
    process.off('exit', onExit);
    child.kill('SIGKILL');
    await ended(child);
  };
  try {
    return { url: await whenReady(child, output), dataDir, child, output, kill, stop };
  } catch (error) {
    await stop();
    throw error;
  }
};
