import { isRefused } from '../draft/change';
import { type Draft, type DraftStep, upstreamOf } from '../draft/draft';
import { nearestName } from '../draft/names';
import { escapedAt, retargeted, withoutReference } from '../draft/references';
import { connect, cycleWarning, setStepField } from '../draft/step-commands';
import { addInput } from '../draft/workflow-commands';
import { type Fix, type FixContext, use } from './fix';
import type { Problem } from './problem';

/** Fixes for references in prompts. */
export const templateFixes = (problem: Problem, step: DraftStep | undefined, { draft }: FixContext): Fix[] => {
  const { code, found } = problem;
  if (step === undefined || !problem.path.endsWith('/prompt')) return [];
  const offset = Number(found.offset ?? -1);
  const named = nameIn(found.reference ?? '');
  const instead = (near: string | undefined): Fix[] =>
    near === undefined ? [] : [use(`Use ${near}`, setStepField(step, 'prompt', retargeted(step.prompt, offset, near)))];
  const shorter = offset < 0 ? step.prompt : withoutReference(step.prompt, offset);
  const remove = shorter === step.prompt ? [] : [use('Remove the reference', setStepField(step, 'prompt', shorter))];
  switch (code) {
    case 'unknown_input': {
      const near = nearestName(
        named,
        draft.inputs.map(({ name }) => name),
      );
      const create = named === '' ? [] : [use(`Create the input ${named}`, addInput(draft, named))];
      return [...instead(near), ...create, ...remove];
    }
    case 'unknown_step_reference':
      return [...instead(nearestUpstream(draft, step, named)), ...remove];
    case 'reference_not_upstream':
      return [...waitFor(draft, step, named), ...remove];
    case 'template_syntax':
      return offset < 0 ? [] : [use('Make the braces plain text', setStepField(step, 'prompt', escapedAt(step.prompt, offset)))];
    default:
      return [];
  }
};

/** The input or step in `inputs.topic` or `steps["a"].output.x`. */
const nameIn = (reference: string): string =>
  /^(?:inputs|steps)(?:\.([\w$-]+)|\[["']([^"']*)["']\])/.exec(reference)?.slice(1).find(Boolean) ?? '';

/** What a step may refer to comes first; else any other step. */
const nearestUpstream = (draft: Draft, step: DraftStep, named: string): string | undefined => {
  const upstream = upstreamOf(draft, step).filter((one) => one !== step);
  const near = nearestName(
    named,
    upstream.map(({ key }) => key),
  );
  return (
    near ??
    nearestName(
      named,
      [...draft.byKey.keys()].filter((key) => key !== step.key),
    )
  );
};

const waitFor = (draft: Draft, step: DraftStep, named: string): Fix[] => {
  const from = draft.byKey.get(named);
  if (from === undefined) return [];
  const outcome = connect(from, step);
  if (isRefused(outcome) || cycleWarning(draft, from, step) !== null) return [];
  return [use(`Wait for ${named}`, outcome)];
};
