import type { AuthoredStep, AuthoredWorkflow } from '@mc/domain';
import { normaliseWorkflow, type StepDefinition, type WorkflowDefinition } from '@mc/domain';
import type { Edit } from '../document/edits';
import { isSame } from '../document/same';

export type Side = 'theirs' | 'mine';

/** One thing that the two of us changed since the version that both began with, or one of us did. */
export interface MergeItem {
  readonly id: string;
  /** The step or input that it belongs to; `null`: the workflow itself. */
  readonly part: string | null;
  /** `null`: the whole step or input, which came or went. */
  readonly field: string | null;
  readonly base: unknown;
  readonly theirs: unknown;
  readonly mine: unknown;
  /** Who changed it; both, and differently: somebody must choose. */
  readonly changedBy: Side | 'both';
}

type Parts = ReadonlyMap<string, { readonly part: string | null; readonly fields: ReadonlyMap<string, unknown> }>;

const WORKFLOW = '';

/** A definition as parts with fields, so that whatever is compared is compared in one way. */
const partsOf = ({ name, description, inputs, budget, steps }: WorkflowDefinition): Parts => {
  const parts = new Map<string, { part: string | null; fields: Map<string, unknown> }>();
  const whole = {
    name,
    description,
    ...Object.fromEntries(Object.entries(budget).map(([key, value]) => [`budget/${key}`, value])),
  };
  parts.set(WORKFLOW, { part: null, fields: new Map(Object.entries(whole)) });
  for (const [input, fields] of Object.entries(inputs))
    parts.set(`inputs/${input}`, { part: `input ${input}`, fields: new Map(Object.entries(fields)) });
  for (const step of steps) parts.set(`steps/${step.key}`, { part: step.key, fields: new Map(Object.entries(stepFields(step))) });
  return parts;
};

const stepFields = ({ key: _, ...fields }: StepDefinition): object => fields;

const RANK = { both: 0, theirs: 1, mine: 2 } as const;

/** Everything in which two drafts differ, with their common beginning: first what both changed. */
export const mergeItems = (base: AuthoredWorkflow, theirs: AuthoredWorkflow, mine: AuthoredWorkflow): MergeItem[] => {
  const [old, other, own] = [base, theirs, mine].map((one) => partsOf(normaliseWorkflow(one))) as [Parts, Parts, Parts];
  const ids = [...new Set([...old.keys(), ...other.keys(), ...own.keys()])];
  const items = ids.flatMap((id) => {
    const three = [old.get(id), other.get(id), own.get(id)] as const;
    const part = three.find((one) => one !== undefined)?.part ?? null;
    const sides = three.filter((one) => one !== undefined);
    // An input is small: it is taken as a whole.
    if (sides.length === 3 && !id.startsWith('inputs/'))
      return fieldItems(
        id,
        part,
        sides.map(({ fields }) => fields),
      );
    const item = itemOf(
      id,
      part,
      null,
      three.map((one) => (one === undefined ? undefined : Object.fromEntries(one.fields))),
    );
    return item === null ? [] : [item];
  });
  return items.sort((one, other) => RANK[one.changedBy] - RANK[other.changedBy]);
};

const fieldItems = (id: string, part: string | null, sides: readonly ReadonlyMap<string, unknown>[]): MergeItem[] => {
  const names = [...new Set(sides.flatMap((fields) => [...fields.keys()]))];
  return names.flatMap(
    (field) =>
      itemOf(
        id,
        part,
        field,
        sides.map((fields) => fields.get(field)),
      ) ?? [],
  );
};

const itemOf = (id: string, part: string | null, field: string | null, values: readonly unknown[]): MergeItem | null => {
  const [base, theirs, mine] = values;
  if (isSame(theirs, mine)) return null;
  const changedBy = isSame(base, mine) ? 'theirs' : isSame(base, theirs) ? 'mine' : 'both';
  return { id: field === null ? id : `${id}/${field}`, part, field, base, theirs, mine, changedBy };
};

/** What makes my document one with the chosen parts of theirs. Whatever is not chosen stays mine. */
export const editsToTake = (
  items: readonly MergeItem[],
  isTheirs: (item: MergeItem) => boolean,
  theirs: AuthoredWorkflow,
  mine: AuthoredWorkflow,
): Edit[] => items.filter(isTheirs).flatMap((item) => takeEdits(item, theirs, mine));

const takeEdits = ({ id, field }: MergeItem, theirs: AuthoredWorkflow, mine: AuthoredWorkflow): Edit[] => {
  const [kind, name = ''] = id.split('/');
  if (kind === 'steps') return takeStep(name, field, theirs.steps, mine.steps);
  if (kind === 'inputs') return put(['inputs', name], theirs.inputs?.[name]);
  if (field === null) return [];
  // The rules count in nanodollars, authors in cents.
  const path = field.replace('totalBudgetNanoUsd', 'totalBudgetCents').split('/');
  const value = path.reduce<unknown>((here, part) => (here as Record<string, unknown> | undefined)?.[part], theirs);
  return put(path, value);
};

const put = (path: readonly (string | number)[], value: unknown): Edit[] =>
  value === undefined ? [{ kind: 'remove', path }] : [{ kind: 'set', path, value }];

const takeStep = (key: string, field: string | null, theirs: readonly AuthoredStep[], mine: readonly AuthoredStep[]): Edit[] => {
  const place = mine.findIndex((step) => step.key === key);
  const their = theirs.find((step) => step.key === key);
  if (field !== null) return put(['steps', place, field], their?.[field as keyof AuthoredStep]);
  if (their === undefined) return [{ kind: 'remove', path: ['steps', place] }];
  if (place !== -1) return [{ kind: 'set', path: ['steps', place], value: their }];
  return [{ kind: 'insert', path: ['steps'], at: insertionPlace(key, theirs, mine), value: their }];
};

/** Behind the nearest step above it that both have. */
const insertionPlace = (key: string, theirs: readonly AuthoredStep[], mine: readonly AuthoredStep[]): number => {
  const above = theirs.slice(
    0,
    theirs.findIndex((step) => step.key === key),
  );
  for (const step of above.toReversed()) {
    const place = mine.findIndex((one) => one.key === step.key);
    if (place !== -1) return place + 1;
  }
  return 0;
};
