import { describe, expect, it } from '@jest/globals';
import { allToggled, extendedTo, NO_SELECTION, toggled, within } from './selection';

const ROWS = ['a', 'b', 'c', 'd', 'e'];
const keys = ({ keys: chosen }: { readonly keys: ReadonlySet<string> }) => [...chosen].sort();

describe('chosen rows', () => {
  it('are chosen and left one by one', () => {
    const chosen = toggled(toggled(NO_SELECTION, 'b'), 'd');
    expect(keys(chosen)).toEqual(['b', 'd']);
    expect(keys(toggled(chosen, 'b'))).toEqual(['d']);
  });

  it('are extended from the last one, in either direction, and keep what was chosen', () => {
    const chosen = extendedTo(toggled(NO_SELECTION, 'b'), 'd', ROWS);
    expect(keys(chosen)).toEqual(['b', 'c', 'd']);
    expect(keys(extendedTo(chosen, 'a', ROWS))).toEqual(['a', 'b', 'c', 'd']);
    expect(keys(extendedTo(NO_SELECTION, 'c', ROWS))).toEqual(['c']);
  });

  it('are all of what is shown, and then none', () => {
    const all = allToggled(NO_SELECTION, ROWS);
    expect(keys(all)).toEqual(ROWS);
    expect(keys(allToggled(all, ROWS))).toEqual([]);
  });

  it('are only such as are still in the list', () => {
    const chosen = toggled(toggled(NO_SELECTION, 'b'), 'd');
    expect(within(chosen, ROWS)).toBe(chosen);
    expect(keys(within(chosen, ['a', 'd']))).toEqual(['d']);
  });
});
