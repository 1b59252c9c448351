import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { holds } from '../../test/holds';
import { dependentsOf, type GraphStep, longestChain, topologicalOrder, waves } from './graph';

const node = (key: string, ...dependsOn: string[]): GraphStep => ({ key, dependsOn });
const diamond = [node('d', 'b', 'c'), node('b', 'a'), node('c', 'a'), node('a'), node('e')];

describe('the graph of a workflow', () => {
  it('says who waits for whom', () => {
    expect(dependentsOf(diamond)).toEqual(
      new Map([
        ['d', []],
        ['b', ['d']],
        ['c', ['d']],
        ['a', ['b', 'c']],
        ['e', []],
      ]),
    );
  });

  it('counts a dependency once and leaves out what does not exist', () => {
    const steps = [node('a'), node('b', 'a', 'a', 'ghost')];
    expect(dependentsOf(steps).get('a')).toEqual(['b']);
    expect(waves(steps)).toEqual([['a'], ['b']]);
  });

  it('falls into waves in the order of the definition', () => {
    expect(waves(diamond)).toEqual([['a', 'e'], ['b', 'c'], ['d']]);
    expect(topologicalOrder(diamond)).toEqual(['a', 'e', 'b', 'c', 'd']);
    expect(longestChain(diamond)).toEqual(['a', 'b', 'd']);
    expect(waves([])).toEqual([]);
    expect(longestChain([])).toEqual([]);
  });

  it('has no order when there is a cycle', () => {
    const steps = [node('a', 'b'), node('b', 'a'), node('c')];
    expect([waves(steps), topologicalOrder(steps), longestChain(steps)]).toEqual([null, null, null]);
  });

  it('takes a chain of 100,000 steps', () => {
    const chain = Array.from({ length: 100_000 }, (_, n) => (n === 0 ? node('s0') : node(`s${n}`, `s${n - 1}`)));
    expect(longestChain(chain)).toHaveLength(100_000);
  });

  it('puts every step behind its dependencies, in as few waves as the longest chain has steps', () => {
    const dag = fc.array(fc.array(fc.nat(), { maxLength: 4 }), { minLength: 1, maxLength: 12 });
    holds(
      fc.property(dag, (rows) => {
        const steps = rows.map((row, n) => node(`s${n}`, ...(n === 0 ? [] : row.map((to) => `s${to % n}`))));
        const order = topologicalOrder(steps) ?? [];
        expect([...order].sort()).toEqual(steps.map(({ key }) => key).sort());
        for (const { key, dependsOn } of steps)
          for (const dependency of dependsOn) expect(order.indexOf(dependency)).toBeLessThan(order.indexOf(key));
        const chain = longestChain(steps) ?? [];
        expect(chain).toHaveLength((waves(steps) ?? []).length);
        for (let at = 1; at < chain.length; at += 1)
          expect(steps.find(({ key }) => key === chain[at])?.dependsOn).toContain(chain[at - 1]);
      }),
    );
  });
});
