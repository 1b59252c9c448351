import { describe, expect, it } from '@jest/globals';
import { Refresher } from './refresher';

const gate = () => {
  let open: () => void = () => undefined;
  const promise = new Promise<void>((resolve) => {
    open = resolve;
  });
  return { promise, open };
};
const settled = () => new Promise<void>((resolve) => setImmediate(resolve));

describe('Refresher', () => {
  it('reads at once, then once more for all that came meanwhile', async () => {
    const seen: number[][] = [];
    const reading = gate();
    const refresher = new Refresher<number>(
      async (items) => {
        seen.push([...items]);
        if (seen.length === 1) await reading.promise;
      },
      async () => undefined,
    );
    refresher.nudge(1);
    refresher.nudge(2);
    refresher.nudge(3);
    expect(seen).toEqual([[1]]);
    reading.open();
    await settled();
    expect(seen).toEqual([[1], [2, 3]]);
  });

  it('goes on after a failed read and stops when told', async () => {
    const seen: number[] = [];
    const refresher = new Refresher<number>(
      async ([item]) => {
        seen.push(item ?? -1);
        throw new Error('lost');
      },
      async () => undefined,
    );
    refresher.nudge(1);
    await settled();
    refresher.nudge(2);
    await settled();
    refresher.stop();
    refresher.nudge(3);
    await settled();
    expect(seen).toEqual([1, 2]);
  });
});
