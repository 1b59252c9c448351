import { describe, expect, it } from '@jest/globals';
import type { ApprovalSummary } from '@mc/contracts';
import { alike, BATCH_MAX, whyNotTogether } from './batch';

const item = (id: string, more: Partial<ApprovalSummary> = {}) =>
  ({
    id,
    kind: 'step',
    risk: 'write',
    status: 'pending',
    mayDecide: true,
    workflow: { id: 'w', name: 'invoice', version: 3 },
    stepKey: 'post',
    agent: 'ledger',
    ...more,
  }) as ApprovalSummary;

describe('requests that are decided together', () => {
  it('are equal write steps: the same workflow, step and agent', () => {
    expect(whyNotTogether(item('b'), [item('a')])).toBeNull();
    expect(whyNotTogether(item('b', { workflow: { id: 'w', name: 'invoice', version: 4 } }), [item('a')])).toBeNull();
    for (const other of [{ stepKey: 'mail' }, { agent: 'other' }, { workflow: { id: 'v', name: 'invoice', version: 3 } }])
      expect(whyNotTogether(item('b', other), [item('a')])).toContain('Only requests of post in invoice by ledger');
  });

  it('are never irreversible, never questions, never decided, never those of somebody else', () => {
    for (const more of [
      { risk: 'irreversible' },
      { kind: 'question' },
      { status: 'approved' },
      { mayDecide: false },
    ] satisfies Partial<ApprovalSummary>[])
      expect([more, whyNotTogether(item('a', more), [])]).not.toEqual([more, null]);
  });

  it('are at most twenty, and one of them can always be taken out again', () => {
    const many = Array.from({ length: BATCH_MAX }, (_, i) => item(`i${i}`));
    expect(whyNotTogether(item('one more'), many)).toContain('At most 20');
    expect(whyNotTogether(many[3] as ApprovalSummary, many)).toBeNull();
  });

  it('are found for the first of them', () => {
    const items = [item('z', { risk: 'irreversible' }), item('a'), item('b', { agent: 'x' }), ...many(30)];
    const found = alike(item('a'), items).map(({ id }) => id);
    expect(found).toHaveLength(BATCH_MAX);
    expect(found.slice(0, 3)).toEqual(['a', 'm0', 'm1']);
  });
});

const many = (count: number) => Array.from({ length: count }, (_, i) => item(`m${i}`));
