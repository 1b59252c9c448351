import { readdirSync, readFileSync } from 'node:fs';

/** What one workload took. */
export interface Figures {
  readonly steps: number;
  readonly seconds: number;
  /** From a step's result to the next step's dispatch, milliseconds. */
  readonly gaps: readonly number[];
  readonly nodeCpuMs: number;
  readonly postgresCpuMs: number;
  readonly walBytes: number;
}

export const quantile = (values: readonly number[], q: number): number => {
  if (values.length === 0) return Number.NaN;
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(Math.floor(sorted.length * q), sorted.length - 1)] ?? Number.NaN;
};

export const median = (values: readonly number[]): number => quantile(values, 0.5);

const CLOCK_TICK_MS = 10;

const ticksOf = (pid: string): { readonly parent: string; readonly ticks: number } | null => {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    // utime, stime, and both of children that have ended.
    const ticks = [11, 12, 13, 14].reduce((sum, index) => sum + Number(fields[index] ?? 0), 0);
    return { parent: fields[1] ?? '', ticks };
  } catch {
    return null;
  }
};

/** CPU of a PostgreSQL server and its backends so far, in milliseconds. Linux only; elsewhere NaN. */
export const postgresCpuMs = (postmasterPid: number): number => {
  try {
    const pids = readdirSync('/proc').filter((name) => /^\d+$/.test(name));
    const family = pids
      .map((pid) => ({ pid, ...ticksOf(pid) }))
      .filter(({ pid, parent }) => pid === String(postmasterPid) || parent === String(postmasterPid));
    return family.reduce((sum, { ticks }) => sum + (ticks ?? 0), 0) * CLOCK_TICK_MS;
  } catch {
    return Number.NaN;
  }
};
