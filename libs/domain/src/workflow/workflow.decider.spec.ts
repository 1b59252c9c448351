import { describe, expect, it } from '@jest/globals';
import { givenFor, META } from '../../test/given';
import { known, step, workflow } from '../../test/workflow.samples';
import type { Catalogue } from '../run/run.catalogue';
import { type WorkflowCommand, workflowDecider } from './workflow.decider';
import type { WorkflowDefinition, WorkflowEvent } from './workflow.events';

const one = workflow([step('a')]);
const two = workflow([step('a'), step('b', ['a'])]);
const catalogue = known as Pick<Catalogue, 'agent' | 'price'>;
const given = givenFor(workflowDecider, { meta: META, catalogue });

const defined = (workflowVersion: number, definition: WorkflowDefinition, source: string | null = null): WorkflowEvent => ({
  type: 'WorkflowDefined',
  data: { workflowId: 'w1', workflowVersion, definition, source },
});
const archived: WorkflowEvent = { type: 'WorkflowArchived', data: { reason: 'old' } };
const define = (definition: WorkflowDefinition, source: string | null = null): WorkflowCommand => ({
  type: 'DefineWorkflow',
  data: { workflowId: 'w1', definition, source },
});
const revise = (
  definition: WorkflowDefinition,
  expectedVersion: number | null = null,
  source: string | null = null,
): WorkflowCommand => ({
  type: 'ReviseWorkflow',
  data: { definition, expectedVersion, source },
});
const archive = (expectedVersion: number | null = null): WorkflowCommand => ({
  type: 'ArchiveWorkflow',
  data: { reason: 'old', expectedVersion },
});

describe('a workflow', () => {
  it('is defined as version 1', () => given().when(define(one)).leadsTo(defined(1, one)));
  it('is defined once', () => given(defined(1, one)).when(define(one)).refused('workflow_exists'));
  it('counts its versions', () => given(defined(1, one), defined(2, two)).when(revise(one, 2)).leadsTo(defined(3, one)));
  it('has no new version when nothing changed', () =>
    given(defined(1, one))
      .when(revise(JSON.parse(JSON.stringify(one)), 1))
      .leadsTo());
  it('keeps the text of its author, of which a changed comment is a version', () => {
    given()
      .when(define(one, '# mine'))
      .leadsTo(defined(1, one, '# mine'));
    given(defined(1, one, '# mine'))
      .when(revise(one, 1, '# yours'))
      .leadsTo(defined(2, one, '# yours'));
    given(defined(1, one, '# mine'))
      .when(revise(one, 1, '# mine'))
      .leadsTo();
    given(defined(1, one, '# mine'))
      .when(revise(one, 1))
      .leadsTo();
    given(defined(1, one, '# mine'))
      .when(revise(two, 1))
      .leadsTo(defined(2, two));
  });
  it('is revised from the version that was seen', () =>
    given(defined(1, one), defined(2, two)).when(revise(one, 1)).refused('version_conflict', { expected: 1, version: 2 }));
  it('is archived', () => given(defined(1, one)).when(archive(1)).leadsTo(archived));
  it('is archived once', () => given(defined(1, one), archived).when(archive()).leadsTo());
  it('is archived from the version that was seen', () =>
    given(defined(1, one), defined(2, two)).when(archive(1)).refused('version_conflict'));
  it('rests once it is archived', () => given(defined(1, one), archived).when(revise(two)).refused('workflow_archived'));
  it.each([revise(one), archive()])('must exist before it changes', (command) =>
    given().when(command).refused('workflow_not_found'),
  );

  it('is refused with all findings, and nothing is stored', () => {
    const bad = workflow([step('a', ['b'], { agent: 'ghost' }), step('b', ['a'])]);
    const errors = [
      expect.objectContaining({ code: 'cycle', cycle: ['a', 'b', 'a'] }),
      expect.objectContaining({ code: 'unknown_agent' }),
    ];
    given().when(define(bad)).refused('workflow_invalid', { errors });
    given(defined(1, one)).when(revise(bad)).refused('workflow_invalid', { errors });
  });

  it('is stored in spite of warnings', () => {
    const unpriced = workflow([step('a', [], { model: 'm2' })]);
    given().when(define(unpriced)).leadsTo(defined(1, unpriced));
  });

  it('is judged at the prices of now', () => {
    const asked: string[] = [];
    const priced = { agent: catalogue.agent, price: (_model: string, at: string) => void asked.push(at) };
    given().when(define(one), { catalogue: priced }).leadsTo(defined(1, one));
    expect(asked).toEqual([META.now]);
  });
});
