import type { RiskTier } from '@mc/contracts';
import { isRecord } from '../document/path';

/** A step of a workflow that may be half written. Whatever is not of the right kind counts as absent. */
export interface DraftStep {
  /** By which the console knows it: its key, or `#` and its place where the key is absent or stands twice. */
  readonly id: string;
  readonly index: number;
  readonly key: string;
  readonly name: string;
  readonly agent: string;
  readonly model: string;
  readonly risk: RiskTier | null;
  readonly prompt: string;
  readonly dependsOn: readonly string[];
  readonly fields: Readonly<Record<string, unknown>>;
}

export interface DraftInput {
  readonly name: string;
  readonly fields: Readonly<Record<string, unknown>>;
}

/** A workflow that may be half written, as the canvas, the outline and the inspector show it. */
export interface Draft {
  readonly name: string;
  readonly description: string;
  readonly inputs: readonly DraftInput[];
  readonly budget: Readonly<Record<string, unknown>>;
  readonly steps: readonly DraftStep[];
  /** By key; of two with one key the first, as the rules see it. */
  readonly byKey: ReadonlyMap<string, DraftStep>;
  readonly byId: ReadonlyMap<string, DraftStep>;
}

const RISKS: readonly RiskTier[] = ['read', 'write', 'irreversible'];
const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');

/** Reads plain data as a draft; never fails. */
export const readDraft = (value: unknown): Draft => {
  const whole = isRecord(value) ? value : {};
  const given = Array.isArray(whole.steps) ? whole.steps.map((step: unknown) => (isRecord(step) ? step : {})) : [];
  const byKey = new Map<string, DraftStep>();
  const steps = given.map((fields, index) => {
    const key = textOf(fields.key);
    const step = stepOf(fields, index, key === '' || byKey.has(key) ? `#${index}` : key);
    if (key !== '' && !byKey.has(key)) byKey.set(key, step);
    return step;
  });
  return {
    name: textOf(whole.name),
    description: textOf(whole.description),
    inputs: Object.entries(isRecord(whole.inputs) ? whole.inputs : {}).map(([name, fields]) => ({
      name,
      fields: isRecord(fields) ? fields : {},
    })),
    budget: isRecord(whole.budget) ? whole.budget : {},
    steps,
    byKey,
    byId: new Map(steps.map((step) => [step.id, step])),
  };
};

const stepOf = (fields: Readonly<Record<string, unknown>>, index: number, id: string): DraftStep => ({
  id,
  index,
  key: textOf(fields.key),
  name: textOf(fields.name),
  agent: textOf(fields.agent),
  model: textOf(fields.model),
  risk: RISKS.find((risk) => risk === fields.risk) ?? null,
  prompt: textOf(fields.prompt),
  dependsOn: Array.isArray(fields.dependsOn) ? fields.dependsOn.filter((name) => typeof name === 'string') : [],
  fields,
});

/** What stands for a step on screen. */
export const labelOf = ({ name, key, index }: DraftStep): string => name || key || `step ${index + 1}`;

/** The steps that a step waits for, as far as they exist, each once. */
export const dependenciesOf = (draft: Draft, step: DraftStep): readonly DraftStep[] =>
  [...new Set(step.dependsOn)].flatMap((key) => draft.byKey.get(key) ?? []);

/** The steps that wait for a step. */
export const dependentsOf = (draft: Draft, step: DraftStep): readonly DraftStep[] =>
  draft.byKey.get(step.key) === step ? draft.steps.filter(({ dependsOn }) => dependsOn.includes(step.key)) : [];

/** All steps that must have ended before a step can begin, nearest first. Within a cycle that may be the step itself. */
export const upstreamOf = (draft: Draft, step: DraftStep): readonly DraftStep[] => {
  const found = new Set<DraftStep>();
  for (let wave = dependenciesOf(draft, step); wave.length > 0; ) {
    const next = wave.filter((one) => !found.has(one));
    for (const one of next) found.add(one);
    wave = next.flatMap((one) => dependenciesOf(draft, one));
  }
  return [...found];
};

/** All steps that wait for a step, at any distance. Within a cycle that may be the step itself. */
export const downstreamOf = (draft: Draft, step: DraftStep): ReadonlySet<DraftStep> => {
  const waiting = new Map<DraftStep, DraftStep[]>();
  for (const one of draft.steps) {
    for (const before of dependenciesOf(draft, one)) waiting.set(before, [...(waiting.get(before) ?? []), one]);
  }
  const found = new Set<DraftStep>();
  for (let wave = waiting.get(step) ?? []; wave.length > 0; ) {
    const next = wave.filter((one) => !found.has(one));
    for (const one of next) found.add(one);
    wave = next.flatMap((one) => waiting.get(one) ?? []);
  }
  return found;
};

/** The way from one step to a later one by what waits for what, both ends included; `null` when there is none. */
const wayBetween = (draft: Draft, from: DraftStep, to: DraftStep): readonly DraftStep[] | null => {
  const cameFrom = new Map<DraftStep, DraftStep | null>([[to, null]]);
  for (let wave: readonly DraftStep[] = [to]; wave.length > 0; ) {
    if (cameFrom.has(from)) break;
    const next: DraftStep[] = [];
    for (const here of wave) {
      for (const before of dependenciesOf(draft, here)) {
        if (cameFrom.has(before)) continue;
        cameFrom.set(before, here);
        next.push(before);
      }
    }
    wave = next;
  }
  if (!cameFrom.has(from)) return null;
  const way: DraftStep[] = [];
  for (let here: DraftStep | null | undefined = from; here; here = cameFrom.get(here)) way.push(here);
  return way;
};

/** The cycle that a dependency of `to` on `from` would close, in the order of work; `null` when it closes none. */
export const cycleClosedBy = (draft: Draft, from: DraftStep, to: DraftStep): readonly DraftStep[] | null => {
  const way = wayBetween(draft, to, from);
  return way === null ? null : [...way, to];
};
