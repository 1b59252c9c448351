import { DAY } from '../moments';
import { inSession } from '../people';
import { accepted, call, completed, type Tokens, used } from '../reports';
import type { Dispatched, Plan, Report, RunScript, Verdict } from '../script';
import { JONAS, MAYA } from './surroundings';

export type Plans = Readonly<Record<string, readonly Plan[]>>;

/** What every run of the set has in common: Maya starts it, so long ago. */
export type Base = (
  name: string,
  workflow: string,
  agoMs: number,
  version?: number,
) => Pick<RunScript, 'name' | 'startAt' | 'by' | 'plan' | 'label'>;

/** One run of the set. */
export type Scene = (base: Base) => RunScript;

export const baseOf =
  (now: number, plans: Plans): Base =>
  (name, workflow, agoMs, version = 1) => {
    const plan = plans[workflow]?.[version - 1];
    if (!plan || agoMs > 7 * DAY) throw new Error(`there is no version ${version} of ${workflow} by then`);
    return { name, startAt: now - agoMs, by: inSession(MAYA), plan, label: null };
  };

export const silent = (): readonly Report[] => [];

/** What the engines do, step by step; the others say nothing. */
export const engine = (steps: Readonly<Record<string, RunScript['engine']>>): RunScript['engine'] => {
  return (sent) => (steps[sent.stepKey] ?? silent)(sent);
};

/** An attempt that goes well: accepted, a report on the way, the answer. */
export const well = (output: string, ms: number, tokens: Tokens) => {
  return (sent: Dispatched): readonly Report[] => [
    accepted(sent, 120),
    used(sent, Math.floor(ms / 2), [call(sent, { ...tokens, output: Math.floor(tokens.output / 2) }, 1, false)]),
    completed(sent, ms, output, [call(sent, tokens)]),
  ];
};

export const grants = (afterMs: number, reason: string | null): Verdict => ({ afterMs, by: JONAS, say: 'grant', reason });
export const rejects = (afterMs: number, reason: string): Verdict => ({ afterMs, by: JONAS, say: 'reject', reason });
