import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chmod, chown, mkdir, open, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { codeOf, messageOf } from '../errors';
import { type Account, commandFor, identityFor } from './account';
import type { Binaries } from './binaries';
import { EmbeddedPostgresError, WAY_OUT } from './error';
import { isAlive } from './postmaster';

/** The superuser of the embedded server; it owns the database, and the application's roles are made by the migrations. */
export const SUPERUSER = 'mission_control_admin';
const VERSION = '18';

/** Where everything of the embedded server lies, below the folder given by MC_DATA_DIR. */
export interface Cluster {
  readonly folder: string;
  readonly data: string;
  readonly passwordFile: string;
  readonly portFile: string;
  readonly logFile: string;
}

const clusterIn = (folder: string): Cluster => ({
  folder,
  data: join(folder, 'data'),
  passwordFile: join(folder, 'password'),
  portFile: join(folder, 'port'),
  logFile: join(folder, 'server.log'),
});

export const clusterAt = (dataDir: string): Cluster => clusterIn(join(resolve(dataDir), 'postgres'));

/** Only what PostgreSQL needs: no locale that could spoil the encoding, and none of our secrets. */
export const serverEnvironment = (): NodeJS.ProcessEnv => ({
  PATH: process.env.PATH ?? '/usr/bin:/bin',
  LC_ALL: 'C',
  TZ: 'UTC',
  ...(process.env.SystemRoot ? { SystemRoot: process.env.SystemRoot } : {}),
});

const UNFINISHED = 'postgres.new-';

/** A cluster is made aside and renamed when whole; what a killed process left half-made is thrown away. */
export const clearUnfinished = async (cluster: Cluster): Promise<void> => {
  const parent = dirname(cluster.folder);
  for (const name of await readdir(parent)) {
    if (!name.startsWith(UNFINISHED)) continue;
    const pid = Number(name.slice(UNFINISHED.length));
    if (pid === process.pid || !isAlive(pid)) await rm(join(parent, name), { recursive: true, force: true, maxRetries: 5 });
  }
};

/** True for a whole cluster, false for none. Throws for anything that we did not make, or can not read. */
export const clusterExists = async (cluster: Cluster): Promise<boolean> => {
  try {
    const version = (await readFile(join(cluster.data, 'PG_VERSION'), 'utf8')).trim();
    if (version === VERSION) return true;
    throw new EmbeddedPostgresError(
      `${cluster.data} was made by PostgreSQL ${version}, this is ${VERSION}. Choose another MC_DATA_DIR. ${WAY_OUT}`,
    );
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return refuseStrange(cluster);
    if (codeOf(error) === 'EACCES') throw new EmbeddedPostgresError(await foreignSentence(cluster));
    throw error;
  }
};

/** A folder of that name without a cluster in it is not ours to delete, unless it is empty. */
const refuseStrange = async (cluster: Cluster): Promise<false> => {
  const names = await readdir(cluster.folder).catch((error: unknown) => {
    if (codeOf(error) === 'ENOENT') return [];
    throw error;
  });
  if (names.length === 0) return false;
  throw new EmbeddedPostgresError(
    `${cluster.folder} holds no complete database (data/PG_VERSION is missing). Move it away, or choose another MC_DATA_DIR. ${WAY_OUT}`,
  );
};

const foreignSentence = async (cluster: Cluster): Promise<string> => {
  const owner = await stat(cluster.folder).then(
    ({ uid }) => ` (uid ${uid})`,
    () => '',
  );
  return `The database in ${cluster.folder} belongs to another user${owner}. Run Mission Control as that user, or choose another MC_DATA_DIR. ${WAY_OUT}`;
};

export const readPassword = async (cluster: Cluster): Promise<string> => {
  try {
    return (await readFile(cluster.passwordFile, 'utf8')).trim();
  } catch (error) {
    if (codeOf(error) === 'EACCES') throw new EmbeddedPostgresError(await foreignSentence(cluster));
    throw new EmbeddedPostgresError(`The password of the embedded database cannot be read: ${messageOf(error)}.`);
  }
};

const initialise = (binaries: Binaries, account: Account, args: readonly string[]): Promise<void> =>
  new Promise((done, fail) => {
    const [command, rest] = commandFor(account, binaries.initdb, args);
    const child = spawn(command, rest, {
      ...identityFor(account),
      env: serverEnvironment(),
      cwd: '/',
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let output = '';
    const keep = (chunk: Buffer) => {
      output = (output + chunk.toString()).slice(-2_000);
    };
    child.stdout.on('data', keep);
    child.stderr.on('data', keep);
    child.once('error', fail);
    child.once('close', (code, signal) => {
      if (code === 0) return done();
      fail(new EmbeddedPostgresError(`PostgreSQL could not make its database (${signal ?? `code ${code}`}): ${output.trim()}`));
    });
  });

/**
 * initdb, in UTF-8 whatever the environment says (with LANG=C it would make an SQL_ASCII cluster), with scram
 * authentication and page checksums. The password never stands in a file that others can read.
 */
export const makeCluster = async (
  cluster: Cluster,
  { binaries, account, durable }: { binaries: Binaries; account: Account; durable: boolean },
): Promise<void> => {
  const making = clusterIn(join(dirname(cluster.folder), `${UNFINISHED}${process.pid}`));
  const password = randomBytes(24).toString('base64url');
  const handOver = join(making.folder, 'password-for-initdb');
  await mkdir(making.folder);
  // Others may pass through, to `data` alone, which is shut again.
  await chmod(making.folder, 0o711);
  await mkdir(making.data, { mode: 0o700 });
  await writeFile(making.passwordFile, password, { mode: 0o600, flush: true });
  await writeFile(handOver, password, { mode: 0o600 });
  if (account.kind === 'user') for (const path of [making.data, handOver]) await chown(path, account.uid, account.gid);
  await initialise(binaries, account, [
    ...['-D', making.data, '-U', SUPERUSER, `--pwfile=${handOver}`, '--auth=scram-sha-256', '--data-checksums'],
    ...['--encoding=UTF8', '--locale=C', '--locale-provider=builtin', '--builtin-locale=C.UTF-8', '--no-instructions'],
    ...(durable ? [] : ['--no-sync']),
  ]);
  await rm(handOver);
  await moveIntoPlace(making, cluster);
};

const moveIntoPlace = async (making: Cluster, cluster: Cluster): Promise<void> => {
  try {
    await rename(making.folder, cluster.folder);
  } catch (error) {
    // Two first starts at once: the other one was quicker, and its cluster is whole.
    if (!['ENOTEMPTY', 'EEXIST'].includes(codeOf(error) ?? '')) throw error;
    await rm(making.folder, { recursive: true, force: true });
    return;
  }
  const parent = await open(dirname(cluster.folder), 'r');
  await parent.sync().finally(() => parent.close());
};
