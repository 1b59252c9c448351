import { execFileSync, spawnSync } from 'node:child_process';
import { chmodSync, chownSync, existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export const NOBODY = 65_534;

/** A fresh data directory that every user may pass through; `removeFolders` takes them all away, with any server left on them. */
export const makeFolder = (owner?: number): string => {
  const folder = mkdtempSync(join(tmpdir(), 'mc-launcher-'));
  chmodSync(folder, 0o711);
  if (owner !== undefined) chownSync(folder, owner, owner);
  folders.push(folder);
  return folder;
};

const folders: string[] = [];

const killServer = (folder: string): void => {
  const pidFile = join(folder, 'postgres/data/postmaster.pid');
  if (!existsSync(pidFile)) return;
  const [pid] = readFileSync(pidFile, 'utf8').split('\n');
  // Only a server on this very folder: a stale file may name any process, ours included.
  const command = spawnSync('ps', ['-o', 'command=', '-p', String(pid)], { encoding: 'utf8' }).stdout ?? '';
  if (command.includes(folder)) process.kill(Number(pid), 'SIGQUIT');
};

export const removeFolders = (): void => {
  for (const folder of folders.splice(0)) {
    killServer(folder);
    rmSync(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 50 });
  }
};

const succeeds = (command: string, args: readonly string[], uid?: number): boolean => {
  try {
    execFileSync(command, args, { stdio: 'ignore', ...(uid === undefined ? {} : { uid, gid: uid }), cwd: '/' });
    return true;
  } catch {
    return false;
  }
};

export const isRoot = process.getuid?.() === 0;
/** Root may become another user, and that user can read this checkout. */
export const canBeNobody = isRoot && succeeds(process.execPath, ['--version'], NOBODY);
export const hasUserNamespaces = isRoot && succeeds('unshare', ['--user', 'true']);
