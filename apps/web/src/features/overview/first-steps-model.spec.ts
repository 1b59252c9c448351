import { describe, expect, it } from '@jest/globals';
import { type FirstFacts, firstSteps } from './first-steps-model';

const NEWCOMER: FirstFacts = {
  newestRun: null,
  runs: 0,
  workflowId: 'w1',
  openApprovalId: null,
  decided: 0,
  ownWorkflows: 0,
  seen: [],
};
const everything = () => true;
const byKey = (facts: FirstFacts) => Object.fromEntries(firstSteps(facts, everything).map((step) => [step.key, step]));

describe('the first steps of a newcomer', () => {
  it('begin with the start of the sample; what needs a run waits for one', () => {
    const steps = byKey(NEWCOMER);
    expect(steps.run).toMatchObject({ done: false, href: '/workflows/w1?start=yes', waits: null });
    expect(steps.costs?.waits).toBe('after the first run');
    expect(steps.decide?.waits).toBe('when a step asks for it');
  });

  it('lead to the very run and the very request', () => {
    const steps = byKey({ ...NEWCOMER, runs: 1, newestRun: { runId: 'r1', revision: 9 }, openApprovalId: 'a1' });
    expect(steps.run?.done).toBe(true);
    expect(steps.decide).toMatchObject({ done: false, href: '/approvals?id=a1', waits: null });
    expect(steps.costs).toMatchObject({ href: '/runs/r1?tab=cost', waits: null });
    expect(steps.replay).toMatchObject({ href: '/runs/r1?at=1', waits: null });
  });

  it('are done by what was recorded and by what was looked at', () => {
    const steps = firstSteps({ ...NEWCOMER, runs: 2, decided: 1, ownWorkflows: 1, seen: ['costs', 'replay'] }, everything);
    expect(steps.map(({ done }) => done)).toEqual([true, true, true, true, true]);
  });

  it('leave out what the reader may not do', () => {
    const viewer = firstSteps(NEWCOMER, (permission) => permission.endsWith(':read'));
    expect(viewer.map(({ key }) => key)).toEqual(['costs', 'replay']);
  });
});
