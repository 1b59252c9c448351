import type { ApprovalSummary } from '@mc/contracts';

/** More at once nobody reads. */
export const BATCH_MAX = 20;

type Item = Pick<ApprovalSummary, 'id' | 'kind' | 'risk' | 'status' | 'mayDecide' | 'workflow' | 'stepKey' | 'agent'>;

/** Only steps that do the same thing can be decided together. */
const sameThing = (a: Item, b: Item): boolean =>
  a.workflow.id === b.workflow.id && a.stepKey === b.stepKey && a.agent === b.agent;

/** Why a request cannot be decided together with those that are chosen; `null`: it can. */
export const whyNotTogether = (item: Item, chosen: readonly Item[]): string | null => {
  if (item.status !== 'pending') return 'It waits no more.';
  if (item.kind !== 'step') return 'Questions of engines are decided one by one.';
  if (item.risk !== 'write') return 'What cannot be undone is decided one by one.';
  if (!item.mayDecide) return 'You may not decide this.';
  const [first] = chosen;
  if (first === undefined || chosen.some(({ id }) => id === item.id)) return null;
  if (!sameThing(first, item))
    return `Only requests of ${first.stepKey} in ${first.workflow.name} by ${first.agent} go together.`;
  return chosen.length >= BATCH_MAX ? `At most ${BATCH_MAX} are decided together.` : null;
};

/** All that can be decided together with the first, in the order of the list, as many as may. */
export const alike = <One extends Item>(first: One, items: readonly One[]): One[] => {
  const found = [first];
  for (const item of items) if (item.id !== first.id && whyNotTogether(item, found) === null) found.push(item);
  return found;
};
