import { expect, it } from '@jest/globals';
import { parseQuery, queryText } from '../../ui/query/grammar';
import { INBOX_GRAMMAR, inboxFilters, knownIn } from './inbox-filters';

const RUN = '019abc12-3456-7890-abcd-ef0123456789';

it('reads a query into filters of the API, and writes it back', () => {
  const text = `risk:irreversible,write kind:step workflow:crm* agent:janitor run:${RUN} duplicate key`;
  const { params, problems } = parseQuery(text, INBOX_GRAMMAR);
  expect(problems).toEqual([]);
  expect(inboxFilters(params)).toEqual({
    risk: ['irreversible', 'write'],
    kind: ['step'],
    workflow: 'crm*',
    agent: 'janitor',
    runId: RUN,
    q: 'duplicate key',
  });
  expect(queryText(params, INBOX_GRAMMAR)).toBe(text);
});

it.each([
  ['risk:read', 'risk has no value "read"'],
  ['kind:gate', 'kind has no value "gate"'],
  ['run:r_8f2', 'is no id of a run'],
  ['status:failed', 'There is no filter "status"'],
])('explains %s and does not run it', (text, problem) => {
  expect(parseQuery(text, INBOX_GRAMMAR).problems[0]).toContain(problem);
});

it('leaves out what an old address has and the API would refuse', () => {
  expect(inboxFilters({ risk: 'read', runId: 'mine', kind: 'x' })).toEqual({});
});

it('offers what occurs in the list, the most frequent first', () => {
  const one = (name: string, agent: string) => ({ workflow: { name }, agent, runId: RUN });
  expect(knownIn([one('a', 'x'), one('b', 'x'), one('b', 'y')])).toMatchObject({
    workflow: [
      { value: 'b', count: 2 },
      { value: 'a', count: 1 },
    ],
    agent: [
      { value: 'x', count: 2 },
      { value: 'y', count: 1 },
    ],
    run: [{ value: RUN, count: 3 }],
  });
});
