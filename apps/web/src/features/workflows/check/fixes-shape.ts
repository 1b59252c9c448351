import { memberOrder, pathOf, valueAt } from '../document/path';
import { change } from '../draft/change';
import type { DraftStep } from '../draft/draft';
import { nearestName } from '../draft/names';
import { freeKey, setStepField } from '../draft/step-commands';
import { type Fix, type FixContext, use } from './fix';
import { fieldOf, type Problem } from './problem';

const RISKS = ['read', 'write', 'irreversible'];
const CHOICES: Readonly<Record<string, readonly string[]>> = {
  risk: RISKS,
  onFailure: ['fail', 'continue'],
  type: ['string', 'number', 'integer', 'boolean', 'object', 'array'],
};

/** Fixes for what the contract finds: members that are missing, unknown or of the wrong kind. */
export const shapeFixes = (problem: Problem, step: DraftStep | undefined, context: FixContext): Fix[] => {
  switch (problem.code) {
    case 'required':
      return step === undefined ? [] : missing(fieldOf(problem), step, context);
    case 'unknown_field':
      return unknownField(problem);
    case 'invalid_value':
      return step === undefined ? [] : wrongChoice(fieldOf(problem), step);
    case 'invalid_format':
      return step !== undefined && fieldOf(problem) === 'key' ? newKey(step, context) : [];
    default:
      return [];
  }
};

const missing = (field: string, step: DraftStep, context: FixContext): Fix[] => {
  switch (field) {
    case 'risk':
      return RISKS.map((risk) => use(risk, setStepField(step, 'risk', risk)));
    case 'key':
      return newKey(step, context);
    case 'prompt':
      return [use('Begin an empty prompt', setStepField(step, 'prompt', ''))];
    case 'agent':
      return context.agents.length === 1
        ? context.agents.map((name) => use(`Use ${name}`, setStepField(step, 'agent', name)))
        : [];
    case 'retry/maxAttempts':
      return [use('Once', setStepField(step, field, 1))];
    default:
      return [];
  }
};

const newKey = (step: DraftStep, { draft }: FixContext): Fix[] => {
  const key = freeKey(draft, step.key || step.name || step.agent);
  return [use(`Call it ${key}`, setStepField(step, 'key', key))];
};

const wrongChoice = (field: string, step: DraftStep): Fix[] => {
  const written = valueAt(step.fields, pathOf(`/${field}`));
  const near = typeof written === 'string' ? nearestName(written, CHOICES[field] ?? []) : undefined;
  const choices = near === undefined ? (CHOICES[field] ?? []) : [near];
  return choices.map((choice) => use(near === undefined ? choice : `Use ${choice}`, setStepField(step, field, choice)));
};

const unknownField = ({ path }: Problem): Fix[] => {
  const place = pathOf(path);
  const name = String(place.at(-1) ?? '');
  const near = nearestName(name, memberOrder(place.slice(0, -1)));
  return [
    ...(near === undefined
      ? []
      : [use(`Rename it to ${near}`, change(`Renamed ${name}`, [{ kind: 'rename', path: place, name: near }]))]),
    use('Remove it', change(`Removed ${name}`, [{ kind: 'remove', path: place }])),
  ];
};
