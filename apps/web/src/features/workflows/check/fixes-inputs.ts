import { formatUsd } from '../../../ui/format/money';
import type { Draft } from '../draft/draft';
import { setBudget, setInputField } from '../draft/workflow-commands';
import { type Fix, type FixContext, use } from './fix';
import type { Problem } from './problem';

const TYPE_OF: Readonly<Record<string, string>> = { string: 'string', number: 'number', boolean: 'boolean' };

const typeOf = (value: unknown): string => {
  if (Number.isSafeInteger(value)) return 'integer';
  if (Array.isArray(value)) return 'array';
  return TYPE_OF[typeof value] ?? 'object';
};

/** Fixes for the inputs of the workflow. */
export const inputFixes = ({ code, found }: Problem, { draft }: FixContext): Fix[] => {
  const input = draft.inputs.find(({ name }) => name === found.input);
  if (input === undefined) return [];
  switch (code) {
    case 'invalid_default': {
      const type = typeOf(input.fields.default);
      return [
        use('Remove the default', setInputField(input, 'default', undefined)),
        use(`Make the type ${type}`, setInputField(input, 'type', type)),
      ];
    }
    case 'optional_input':
      return [
        use('Make it required', setInputField(input, 'required', true)),
        ...(input.fields.type === 'string' ? [use('Default to no text', setInputField(input, 'default', ''))] : []),
      ];
    default:
      return [];
  }
};

/** A cap that is set when none was thought of, in cents. */
const USUAL_CAP_CENTS = 500;

/** Fixes for caps. */
export const budgetFixes = ({ code, path }: Problem, { draft, capCents }: FixContext): Fix[] => {
  switch (code) {
    case 'invalid_budget':
      return invalidBudget(path, draft);
    case 'no_cap':
    case 'over_cap': {
      const cents = capCents ?? USUAL_CAP_CENTS;
      const verb = code === 'no_cap' ? 'Set a cap of' : 'Raise the cap to';
      return [use(`${verb} ${formatUsd(cents)}`, setBudget(draft, 'totalBudgetCents', cents))];
    }
    default:
      return [];
  }
};

const invalidBudget = (path: string, draft: Draft): Fix[] => {
  const field = path.split('/')[2];
  if (field !== 'totalBudgetCents' && field !== 'maxTokens' && field !== 'onExceeded') return [];
  return [use('Remove it', setBudget(draft, field, undefined))];
};
