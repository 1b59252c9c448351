import { describe, expect, it } from '@jest/globals';
import { OutputStore } from './output-store';

const piece = (runId: string, stepKey: string, seq: number, text: string) => ({ runId, stepKey, attempt: 1, seq, text });

describe('OutputStore', () => {
  it('keeps what each step of its own run writes', () => {
    const store = new OutputStore('r1');
    store.add(piece('r1', 'a', 0, 'x'));
    store.add(piece('r1', 'b', 0, 'y'));
    store.add(piece('r1', 'a', 1, 'z'));
    store.add(piece('r2', 'a', 2, 'other run'));
    expect([store.of('a').text, store.of('b').text, store.of('c').text]).toEqual(['xz', 'y', '']);
  });

  it('tells its watchers once for many pieces, and hands out the same object until then', async () => {
    const store = new OutputStore('r1');
    const told = new Promise<number>((resolve) => {
      let count = 0;
      store.watch(() => resolve(++count));
    });
    for (let seq = 0; seq < 20; seq++) store.add(piece('r1', 'a', seq, '.'));
    expect(store.of('a')).toBe(store.of('a'));
    expect(await told).toBe(1);
  });
});
