import type { Edit } from '../document/edits';
import { type Change, change, type Outcome } from './change';
import type { Draft, DraftInput } from './draft';
import { freeName } from './names';
import { renamedIn } from './references';

/** Sets the name or the description; `undefined` takes it out. */
export const setWorkflowField = (field: 'name' | 'description', value: string | undefined): Change =>
  change(
    `Changed the ${field}`,
    value === undefined ? [{ kind: 'remove', path: [field] }] : [{ kind: 'set', path: [field], value }],
  );

export type BudgetField = 'totalBudgetCents' | 'maxTokens' | 'onExceeded';

/** Sets a cap; `undefined` takes it out, and the budget with the last one. */
export const setBudget = ({ budget }: Draft, field: BudgetField, value: unknown): Change => {
  const what = 'Changed the budget';
  if (value !== undefined) return change(what, [{ kind: 'set', path: ['budget', field], value }]);
  const isLast = Object.keys(budget).length === 1 && field in budget;
  return change(what, [{ kind: 'remove', path: isLast ? ['budget'] : ['budget', field] }]);
};

export const addInput = (draft: Draft, wanted = 'input'): Change => {
  const name = freeName(wanted, new Set(draft.inputs.map((input) => input.name)));
  return change(`Added the input ${name}`, [{ kind: 'set', path: ['inputs', name], value: { type: 'string', required: true } }]);
};

export const removeInput = ({ inputs }: Draft, name: string): Change =>
  change(`Removed the input ${name}`, [{ kind: 'remove', path: inputs.length === 1 ? ['inputs'] : ['inputs', name] }]);

const INPUT_NAME = /^[A-Za-z_][A-Za-z0-9_-]{0,63}$/;

/** Gives an input another name, in every prompt too. */
export const renameInput = (draft: Draft, from: string, to: string): Outcome => {
  if (!INPUT_NAME.test(to)) return { refused: 'A name has letters, digits, - and _, and begins with a letter.' };
  if (draft.inputs.some(({ name }) => name === to)) return { refused: `There is an input ${to} already.` };
  const edits: Edit[] = [{ kind: 'rename', path: ['inputs', from], name: to }];
  for (const { index, prompt } of draft.steps) {
    const next = renamedIn(prompt, 'inputs', from, to);
    if (next !== prompt) edits.push({ kind: 'set', path: ['steps', index, 'prompt'], value: next });
  }
  return change(`Renamed the input ${from} to ${to}`, edits);
};

/** Sets a field of an input; `undefined` takes it out. */
export const setInputField = (
  { name }: DraftInput,
  field: 'type' | 'required' | 'default' | 'description',
  value: unknown,
): Change => {
  const path = ['inputs', name, field];
  return change(`Changed the input ${name}`, [value === undefined ? { kind: 'remove', path } : { kind: 'set', path, value }]);
};
