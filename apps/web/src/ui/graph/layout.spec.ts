import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { type GraphStep, layoutGraph, NODE_HEIGHT, NODE_WIDTH } from './layout';

const step = (key: string, ...dependsOn: string[]): GraphStep => ({ key, dependsOn });
const at = (steps: readonly GraphStep[]) => new Map(layoutGraph(steps).map((placed) => [placed.key, placed]));

/** Acyclic: a step waits for earlier ones only. */
const dag = fc
  .array(fc.array(fc.nat(30), { maxLength: 4 }), { minLength: 1, maxLength: 30 })
  .map((edges) =>
    edges.map((targets, index) => step(`s${index}`, ...new Set(targets.filter((to) => to < index).map((to) => `s${to}`)))),
  );

describe('layoutGraph', () => {
  it('puts each step after all that it waits for, and parallel ones side by side', () => {
    const placed = at([step('a'), step('b', 'a'), step('c', 'a'), step('d', 'b', 'c'), step('e', 'd', 'a')]);
    expect(['a', 'b', 'c', 'd', 'e'].map((key) => placed.get(key)?.layer)).toEqual([0, 1, 1, 2, 3]);
    expect(placed.get('b')?.x).toBe(placed.get('c')?.x);
    expect(placed.get('b')?.y).not.toBe(placed.get('c')?.y);
  });

  it('draws a chain as a straight line and centres a fan', () => {
    const chain = at([step('a'), step('b', 'a'), step('c', 'b')]);
    expect(new Set([...chain.values()].map(({ y }) => y)).size).toBe(1);
    const fan = at([step('a'), step('b', 'a'), step('c', 'a'), step('d', 'a'), step('e', 'b', 'c', 'd')]);
    expect(fan.get('a')?.y).toBe(fan.get('c')?.y);
    expect(fan.get('e')?.y).toBe(fan.get('c')?.y);
  });

  it('takes out crossings that the order of writing would make', () => {
    const placed = at([step('a'), step('b'), step('x', 'b'), step('y', 'a')]);
    expect((placed.get('a')?.y ?? 0) < (placed.get('b')?.y ?? 0)).toBe((placed.get('y')?.y ?? 0) < (placed.get('x')?.y ?? 0));
  });

  it('survives drafts: cycles, unknown dependencies, repeated keys, self-reference', () => {
    const placed = layoutGraph([step('a', 'c'), step('b', 'a'), step('c', 'b'), step('d', 'nobody', 'd'), step('d')]);
    expect(placed.map(({ key }) => key).sort((a, b) => a.localeCompare(b))).toEqual(['a', 'b', 'c', 'd']);
    expect(layoutGraph([])).toEqual([]);
  });

  it('for any graph: edges go forward, nothing overlaps, the same graph gives the same picture', () => {
    fc.assert(
      fc.property(dag, (steps) => {
        const placed = layoutGraph(steps);
        const byKey = new Map(placed.map((one) => [one.key, one]));
        expect(placed).toHaveLength(steps.length);
        for (const { key, dependsOn } of steps) {
          for (const name of dependsOn) expect((byKey.get(name)?.x ?? 0) + NODE_WIDTH).toBeLessThan(byKey.get(key)?.x ?? 0);
        }
        for (const one of placed) {
          for (const other of placed) {
            if (one.key < other.key && one.layer === other.layer)
              expect(Math.abs(one.y - other.y)).toBeGreaterThanOrEqual(NODE_HEIGHT);
          }
        }
        expect(layoutGraph(steps)).toEqual(placed);
      }),
      { numRuns: 200 },
    );
  });

  it('lays out a thousand steps at once', () => {
    const steps = Array.from({ length: 1000 }, (_, index) =>
      step(`s${index}`, ...(index < 10 ? [] : [`s${index - 10}`, `s${index - 1 - ((index * 7) % 9)}`])),
    );
    expect(layoutGraph(steps)).toHaveLength(1000);
  });
});
