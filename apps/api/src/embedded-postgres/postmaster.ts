import { execFile } from 'node:child_process';
import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { codeOf } from '../errors';

/** What a running server writes into `postmaster.pid`. */
export interface Postmaster {
  readonly pid: number;
  readonly port: number;
}

/** True for a process that exists, also for one of another user and for a dead one that nobody has waited for. */
export const isAlive = (pid: number): boolean => {
  try {
    return pid > 0 && process.kill(pid, 0);
  } catch (error) {
    return codeOf(error) === 'EPERM';
  }
};

const commandLineOf = async (pid: number): Promise<string> => {
  if (process.platform === 'linux') return (await readFile(`/proc/${pid}/cmdline`, 'utf8')).replaceAll('\0', ' ');
  return (await promisify(execFile)('ps', ['-o', 'command=', '-p', String(pid)])).stdout;
};

/** Process ids are reused, at once after a restart of a container: only a PostgreSQL on this very directory counts. */
const serves = async (pid: number, data: string): Promise<boolean> => {
  if (!isAlive(pid)) return false;
  const command = await commandLineOf(pid).catch(() => '');
  return command.includes('postgres') && command.includes(data);
};

/** The server that runs on this data directory now, in whatever state; `undefined` if none does. */
export const findPostmaster = async (data: string): Promise<Postmaster | undefined> => {
  const text = await readFile(join(data, 'postmaster.pid'), 'utf8').catch((error: unknown) => {
    if (codeOf(error) === 'ENOENT') return '';
    throw error;
  });
  const [pid, , , port] = text.split('\n');
  return (await serves(Number(pid), data)) ? { pid: Number(pid), port: Number(port) } : undefined;
};

/** Removes a `postmaster.pid` whose process is gone or is something else; PostgreSQL would refuse to start beside the latter. */
export const clearStalePid = async (data: string): Promise<void> => {
  if (!(await findPostmaster(data))) await rm(join(data, 'postmaster.pid'), { force: true });
};

/** A server that is gone already is no error. */
export const signalServer = (pid: number, name: NodeJS.Signals): void => {
  // Zero would be our own process group.
  if (pid <= 0) return;
  try {
    process.kill(pid, name);
  } catch (error) {
    if (codeOf(error) !== 'ESRCH') throw error;
  }
};
