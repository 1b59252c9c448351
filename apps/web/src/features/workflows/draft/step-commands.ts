import type { RiskTier } from '@mc/contracts';
import type { Edit } from '../document/edits';
import { type Change, change, type Outcome } from './change';
import { cycleClosedBy, type Draft, type DraftStep, dependentsOf, downstreamOf, labelOf, upstreamOf } from './draft';
import { freeName, keyFrom } from './names';
import { renamedIn } from './references';

export interface NewStep {
  readonly agent: string;
  readonly risk: RiskTier;
  /** Absent: made of the agent's name. */
  readonly key?: string;
  readonly prompt?: string;
  /** Ids of steps that it waits for. */
  readonly after: readonly string[];
}

const takenKeys = (draft: Draft): ReadonlySet<string> => new Set(draft.steps.map(({ key }) => key));

/** A key for another step: the wanted one, or with a number behind it. */
export const freeKey = (draft: Draft, words: string): string => freeName(keyFrom(words), takenKeys(draft));

/** Adds a step behind the last of those that it waits for. */
export const addStep = (draft: Draft, { agent, risk, key: wanted, prompt = '', after }: NewStep): Change => {
  const key = freeKey(draft, wanted || agent);
  const before = after.flatMap((id) => draft.byId.get(id) ?? []).filter((step) => step.key !== '');
  const at = before.length === 0 ? draft.steps.length : Math.max(...before.map(({ index }) => index)) + 1;
  const dependsOn = before.length === 0 ? {} : { dependsOn: before.map((step) => step.key) };
  const value = { key, agent, risk, ...dependsOn, prompt };
  return change(`Added ${key}`, [{ kind: 'insert', path: ['steps'], at, value }], [key]);
};

/** Adds a step between two of which the second waits for the first. */
export const addBetween = (draft: Draft, from: DraftStep, to: DraftStep, step: Omit<NewStep, 'after'>): Change => {
  const added = addStep(draft, { ...step, after: [from.id] });
  const [key = ''] = added.select ?? [];
  const edits = to.dependsOn.flatMap((name, at): Edit[] =>
    name === from.key ? [{ kind: 'set', path: ['steps', to.index, 'dependsOn', at], value: key }] : [],
  );
  return { ...added, rounds: [[...(added.rounds[0] ?? []), ...edits]] };
};

/** Makes a step wait for another. A cycle that it closes is allowed: it is shown, with ways out of it. */
export const connect = (from: DraftStep, to: DraftStep): Outcome => {
  if (from === to) return { refused: 'A step cannot wait for itself.' };
  if (from.key === '') return { refused: 'The first step has no key yet, so nothing can wait for it.' };
  if (to.dependsOn.includes(from.key)) return { refused: `${labelOf(to)} waits for ${labelOf(from)} already.` };
  const what = `Connected ${labelOf(from)} to ${labelOf(to)}`;
  return change(what, [addDependency(to, from.key)]);
};

const addDependency = ({ index, fields, dependsOn }: DraftStep, key: string): Edit =>
  Array.isArray(fields.dependsOn)
    ? { kind: 'insert', path: ['steps', index, 'dependsOn'], at: fields.dependsOn.length, value: key }
    : { kind: 'set', path: ['steps', index, 'dependsOn'], value: [...dependsOn, key] };

/** Why a connection would be a mistake, in words; `null` when it is none. */
export const cycleWarning = (draft: Draft, from: DraftStep, to: DraftStep): string | null => {
  const cycle = cycleClosedBy(draft, from, to);
  return cycle === null ? null : `closes a cycle: ${cycle.map(labelOf).join(' → ')}`;
};

/** A step's dependencies without some and with others; without any, the field goes. */
const rewired = (step: DraftStep, gone: ReadonlySet<string>, added: readonly string[]): Edit[] => {
  const list: readonly unknown[] = Array.isArray(step.fields.dependsOn) ? step.fields.dependsOn : [];
  const fresh = [...new Set(added)].filter((key) => !list.includes(key) || gone.has(key));
  const places = [...list.keys()].filter((at) => gone.has(String(list[at])));
  if (places.length === 0 && fresh.length === 0) return [];
  const path = ['steps', step.index, 'dependsOn'];
  if (places.length === list.length && fresh.length === 0) return [{ kind: 'remove', path }];
  if (list.length === 0) return [{ kind: 'set', path, value: fresh }];
  return [
    ...places.map((at): Edit => ({ kind: 'remove', path: [...path, at] })),
    ...fresh.map((value): Edit => ({ kind: 'insert', path, at: list.length, value })),
  ];
};

/** A step waits no longer for another. */
export const disconnect = (fromKey: string, to: DraftStep): Change =>
  change(`Removed ${fromKey} → ${labelOf(to)}`, rewired(to, new Set([fromKey]), []));

/** Takes steps out. What waited for them waits for what they waited for, so that the order of the rest stays. */
export const deleteSteps = (draft: Draft, ids: readonly string[]): Change => {
  const gone = ids.flatMap((id) => draft.byId.get(id) ?? []);
  const goneKeys = new Set(gone.filter((step) => draft.byKey.get(step.key) === step).map(({ key }) => key));
  const edits = gone.map((step): Edit => ({ kind: 'remove', path: ['steps', step.index] }));
  for (const step of draft.steps) {
    if (gone.includes(step) || !step.dependsOn.some((key) => goneKeys.has(key))) continue;
    edits.push(...rewired(step, goneKeys, inherited(draft, step, goneKeys)));
  }
  const what = gone.length === 1 ? `Deleted ${labelOf(gone[0] as DraftStep)}` : `Deleted ${gone.length} steps`;
  return change(what, edits, []);
};

/** What stays of the dependencies of the steps that go. */
const inherited = (draft: Draft, step: DraftStep, gone: ReadonlySet<string>): string[] => {
  const keys = new Set<string>();
  const seen = new Set<string>();
  const follow = (names: readonly string[]) => {
    for (const name of names) {
      if (!gone.has(name)) keys.add(name);
      else if (!seen.has(name)) {
        seen.add(name);
        follow(draft.byKey.get(name)?.dependsOn ?? []);
      }
    }
  };
  follow(step.dependsOn.filter((name) => gone.has(name)));
  return [...keys].filter((key) => key !== step.key);
};

/**
 * Puts a step behind another: it waits for that one alone and stands below it in the text. Steps on the way there that
 * waited for it wait for what it waited for; else they would wait for each other.
 */
export const moveAfter = (draft: Draft, step: DraftStep, after: DraftStep): Outcome => {
  if (step === after) return { refused: 'A step cannot stand behind itself.' };
  if (after.key === '') return { refused: 'That step has no key yet, so nothing can wait for it.' };
  const way = new Set([after, ...upstreamOf(draft, after)]);
  const own = new Set([step.key]);
  const edits: Edit[] = [{ kind: 'set', path: ['steps', step.index, 'dependsOn'], value: [after.key] }];
  for (const other of dependentsOf(draft, step)) {
    if (other !== step && way.has(other)) edits.push(...rewired(other, own, inherited(draft, other, own)));
  }
  const move: Edit = { kind: 'move', path: ['steps'], from: step.index, before: after.index + 1 };
  const isThere = step.index === after.index + 1;
  return { what: `Moved ${labelOf(step)} after ${labelOf(after)}`, rounds: isThere ? [edits] : [edits, [move]] };
};

/** Gives a step another key, and with it all that refer to it: what waits for it, and templates. */
export const renameStep = (draft: Draft, step: DraftStep, key: string): Change => {
  const edits: Edit[] = [{ kind: 'set', path: ['steps', step.index, 'key'], value: key }];
  // Of two with one key, references mean the first.
  if (step.key !== '' && draft.byKey.get(step.key) === step) {
    for (const other of draft.steps) edits.push(...followed(other, step.key, key));
  }
  return change(`Renamed ${step.key || 'a step'} to ${key}`, edits, [draft.byKey.has(key) ? step.id : key]);
};

const followed = (other: DraftStep, from: string, to: string): Edit[] => {
  const list: readonly unknown[] = Array.isArray(other.fields.dependsOn) ? other.fields.dependsOn : [];
  const edits = list.flatMap((name, at): Edit[] =>
    name === from ? [{ kind: 'set', path: ['steps', other.index, 'dependsOn', at], value: to }] : [],
  );
  const prompt = renamedIn(other.prompt, 'steps', from, to);
  if (prompt !== other.prompt) edits.push({ kind: 'set', path: ['steps', other.index, 'prompt'], value: prompt });
  return edits;
};

/** Sets a field of a step, named as in `retry/maxAttempts`; `undefined` takes it out, and its parent when that is empty. */
export const setStepField = (step: DraftStep, field: string, value: unknown): Change => {
  const names = field.split('/');
  const what = `Changed ${names.join('.')} of ${labelOf(step)}`;
  const path = ['steps', step.index, ...names];
  if (value !== undefined) return change(what, [{ kind: 'set', path, value }]);
  const parent = names.length > 1 ? step.fields[names[0] ?? ''] : undefined;
  const isLast = typeof parent === 'object' && parent !== null && Object.keys(parent).length === 1;
  return change(what, [{ kind: 'remove', path: isLast ? path.slice(0, -1) : path }]);
};

/** A step that could be picked for a command, with what is to be known before. */
export interface Candidate {
  readonly step: DraftStep;
  readonly closesCycle: boolean;
}

const cycleLast = (candidates: readonly Candidate[]): readonly Candidate[] => [
  ...candidates.filter(({ closesCycle }) => !closesCycle),
  ...candidates.filter(({ closesCycle }) => closesCycle),
];

/** Steps that another could wait for, those first that close no cycle. */
export const waitableFor = (draft: Draft, step: DraftStep): readonly Candidate[] => {
  const after = downstreamOf(draft, step);
  return cycleLast(
    draft.steps
      .filter((other) => other !== step && other.key !== '' && !step.dependsOn.includes(other.key))
      .map((other) => ({ step: other, closesCycle: after.has(other) })),
  );
};

/** Steps that could wait for another, those first that close no cycle. */
export const connectableTo = (draft: Draft, step: DraftStep): readonly Candidate[] => {
  const before = new Set(upstreamOf(draft, step));
  return cycleLast(
    draft.steps
      .filter((other) => other !== step && !other.dependsOn.includes(step.key))
      .map((other) => ({ step: other, closesCycle: before.has(other) })),
  );
};
