import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

/** The launcher in a Node process of its own, which can then be killed. */
export interface LauncherProcess {
  readonly adopted: boolean;
  readonly pid: number;
  readonly ownerUrl: string;
  readonly log: readonly string[];
  readonly child: ChildProcess;
  /** SIGKILL: nothing is cleaned up. */
  kill(): Promise<void>;
  /** SIGTERM: stops the server, then ends. */
  stop(): Promise<void>;
}

export interface LaunchOptions {
  readonly dataDir: string;
  readonly env?: Readonly<Record<string, string>>;
  readonly uid?: number;
}

const buildScript = fileURLToPath(new URL('../../../../tools/build-launcher.mjs', import.meta.url));

/** A bundle, because plain Node resolves no extensionless imports. */
const bundle = execFileSync(process.execPath, [buildScript], { encoding: 'utf8' }).trim();

const SCRIPT = `
  const [bundle, dataDir] = process.argv.slice(1);
  const { startEmbeddedPostgres } = await import(bundle);
  try {
    const postgres = await startEmbeddedPostgres({ dataDir, log: (line) => console.error(line) });
    process.once('SIGTERM', () => postgres.stop());
    console.log(JSON.stringify({ adopted: postgres.adopted, pid: postgres.pid, ownerUrl: postgres.ownerUrl }));
  } catch (error) {
    console.error(error.name + ': ' + error.message);
    process.exit(1);
  }`;

/** The bare process; `started` waits for the server. */
export const spawnLauncher = ({ dataDir, env = {}, uid }: LaunchOptions): ChildProcess =>
  spawn(process.execPath, ['--input-type=module', '-e', SCRIPT, bundle, dataDir], {
    env: { PATH: process.env.PATH, ...env },
    cwd: '/',
    ...(uid === undefined ? {} : { uid, gid: uid }),
  });

export const ended = (child: ChildProcess): Promise<void> =>
  new Promise((done) => {
    if (child.exitCode !== null || child.signalCode !== null) done();
    else child.once('exit', () => done());
  });

const send = async (child: ChildProcess, signal: NodeJS.Signals): Promise<void> => {
  child.kill(signal);
  await ended(child);
};

/** Rejects with what the process wrote when it ends instead of starting. */
export const startLauncher = (options: LaunchOptions): Promise<LauncherProcess> =>
  new Promise((done, fail) => {
    const child = spawnLauncher(options);
    const log: string[] = [];
    child.stderr?.on('data', (chunk: Buffer) => log.push(chunk.toString()));
    child.once('error', fail);
    child.once('close', () => fail(new Error(log.join(''))));
    child.stdout?.once('data', (chunk: Buffer) => {
      const facts: Pick<LauncherProcess, 'adopted' | 'pid' | 'ownerUrl'> = JSON.parse(chunk.toString());
      done({ ...facts, log, child, kill: () => send(child, 'SIGKILL'), stop: () => send(child, 'SIGTERM') });
    });
  });
