import { type SpawnOptions, spawn } from 'node:child_process';
import { readFile, stat } from 'node:fs/promises';
import type { Binaries } from './binaries';
import { EmbeddedPostgresError, WAY_OUT } from './error';

/** Under which user PostgreSQL runs, since it refuses to run as root. */
export type Account =
  | { readonly kind: 'self' }
  | { readonly kind: 'user'; readonly name: string; readonly uid: number; readonly gid: number }
  /** Root in a user namespace of its own, where it has no rights but the files stay root's. */
  | { readonly kind: 'namespace' };

type User = Extract<Account, { kind: 'user' }>;

/** Ordered by how well they fit; both exist on nearly every system, and none is ever created. */
const SERVICE_USERS = ['postgres', 'nobody'];

/** The command line that runs a program under an account. */
export const commandFor = (account: Account, program: string, args: readonly string[]): [string, string[]] =>
  account.kind === 'namespace' ? ['unshare', ['--user', program, ...args]] : [program, [...args]];

export const identityFor = (account: Account): Pick<SpawnOptions, 'uid' | 'gid'> =>
  account.kind === 'user' ? { uid: account.uid, gid: account.gid } : {};

const readUsers = async (): Promise<readonly User[]> => {
  const text = await readFile('/etc/passwd', 'utf8').catch(() => '');
  return text.split('\n').flatMap((line) => {
    const [name, , uid, gid] = line.split(':');
    return name && Number(uid) > 0 && gid ? [{ kind: 'user', name, uid: Number(uid), gid: Number(gid) } as const] : [];
  });
};

/** Runs a program to its end; true when it succeeded. Refusals of the system (EPERM, ENOENT) count as no. */
const succeeds = (account: Account, program: string, args: readonly string[]): Promise<boolean> =>
  new Promise((done) => {
    const [command, rest] = commandFor(account, program, args);
    // Without the right to become another user, spawn itself throws.
    try {
      const child = spawn(command, rest, { ...identityFor(account), stdio: 'ignore', env: {}, cwd: '/' });
      child.once('error', () => done(false)).once('exit', (code) => done(code === 0));
    } catch {
      done(false);
    }
  });

/** Tried for real, because access lists, namespaces and mount options all have a say. */
const canServe = async (account: Account, binaries: Binaries, folder: string): Promise<boolean> =>
  (await succeeds(account, binaries.postgres, ['--version'])) &&
  (await succeeds(account, '/bin/sh', ['-c', 'test -x "$0"', folder]));

/** Who owns the data of an earlier start; a directory never changes hands by itself. */
const ownerOf = (dir: string): Promise<{ uid: number; gid: number } | undefined> =>
  stat(dir).then(
    ({ uid, gid }) => ({ uid, gid }),
    () => undefined,
  );

const candidates = async (data: string): Promise<readonly Account[]> => {
  const users = await readUsers();
  const owner = await ownerOf(data);
  const namespace: Account = { kind: 'namespace' };
  if (owner?.uid === 0) return [namespace];
  if (owner) return [users.find(({ uid }) => uid === owner.uid) ?? { kind: 'user', name: `uid ${owner.uid}`, ...owner }];
  return [...SERVICE_USERS.flatMap((name) => users.find((user) => user.name === name) ?? []), namespace];
};

/** Chooses the account for the data directory `data` inside `folder` (which exists). Throws a sentence when there is none. */
export const chooseAccount = async (binaries: Binaries, folder: string, data: string): Promise<Account> => {
  if (process.getuid?.() !== 0) return { kind: 'self' };
  for (const account of await candidates(data)) {
    if (await canServe(account, binaries, folder)) return account;
  }
  throw new EmbeddedPostgresError(
    `PostgreSQL does not run as root, and no other user (${SERVICE_USERS.join(', ')}, a user namespace) can reach ` +
      `${binaries.postgres} and ${folder}. Run Mission Control as a plain user, or choose another MC_DATA_DIR. ${WAY_OUT}`,
  );
};
