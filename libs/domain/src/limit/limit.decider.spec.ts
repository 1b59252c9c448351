import { describe, expect, it } from '@jest/globals';
import { givenFor, META } from '../../test/given';
import { type LimitCommand, limitDecider } from './limit.decider';
import type { LimitEvent, LimitEvents } from './limit.events';

const given = givenFor(limitDecider, { meta: META, isWorkflow: (id) => id === 'w1' });
const limit = (change: Partial<LimitEvents['LimitSet']> = {}): LimitEvents['LimitSet'] => ({
  ...{ limitId: 'installation-day', scope: 'installation', workflowId: null, period: 'day' },
  ...{ capNanoUsd: 50, capTokens: null, reason: 'November' },
  ...change,
});
const set = (change: Partial<LimitEvents['LimitSet']> = {}): LimitCommand => ({ type: 'SetLimit', data: limit(change) });
const wasSet = (change: Partial<LimitEvents['LimitSet']> = {}): LimitEvent => ({ type: 'LimitSet', data: limit(change) });
const remove = (reason = 'enough'): LimitCommand => ({ type: 'RemoveLimit', data: { limitId: 'installation-day', reason } });
const removed: LimitEvent = { type: 'LimitRemoved', data: { limitId: 'installation-day', reason: 'enough' } };

describe('a limit', () => {
  it('is set, changed and removed', () => {
    given().when(set()).leadsTo(wasSet());
    given(wasSet())
      .when(set({ capNanoUsd: 60, capTokens: 5 }))
      .leadsTo(wasSet({ capNanoUsd: 60, capTokens: 5 }));
    given(wasSet()).when(remove()).leadsTo(removed);
    given(wasSet(), removed).when(set()).leadsTo(wasSet());
  });

  it('stays as it is when nothing changes', () =>
    given(wasSet())
      .when(set({ reason: 'again' }))
      .leadsTo());

  it('is refused without a cap, with half an amount, for a workflow that is not there, and without a reason', () => {
    given()
      .when(set({ capNanoUsd: null }))
      .refused('invalid_limit');
    given()
      .when(set({ capTokens: 0.5 }))
      .refused('invalid_limit');
    given()
      .when(set({ capNanoUsd: -1 }))
      .refused('invalid_limit');
    given()
      .when(set({ scope: 'workflow', workflowId: 'w2' }))
      .refused('workflow_not_found');
    given()
      .when(set({ reason: ' ' }))
      .refused('reason_required');
    given(wasSet()).when(remove(' ')).refused('reason_required');
  });

  it('cannot be removed where there is none', () => {
    given().when(remove()).refused('limit_not_found');
    given(wasSet(), removed).when(remove()).refused('limit_not_found');
  });

  it('counts its facts, and caps nothing once it is removed', () => {
    const at = (revision: number) => ({ at: META.now, actor: META.actor, revision });
    const state = limitDecider.evolve(limitDecider.initial(), wasSet({ capTokens: 7 }), at(0));
    expect(state).toMatchObject({ version: 1, capNanoUsd: 50, capTokens: 7, removed: false });
    expect(limitDecider.evolve(state, removed, at(1))).toMatchObject({
      version: 2,
      capNanoUsd: null,
      capTokens: null,
      removed: true,
    });
  });
});
