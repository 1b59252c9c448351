import { describe, expect, it } from '@jest/globals';
import { isId, placeOf } from './lookup';

const ID = '01980000-0000-7000-8000-00000000dead';

describe('a pasted id', () => {
  it.each([ID, ` ${ID} `, ID.toUpperCase(), `${ID}/publish`, `${ID}/publish/2`])('%s can be one', (text) => {
    expect(isId(text)).toBe(true);
  });
  it.each(['', 'launch-post', ID.slice(1), `${ID}/`, `${ID}/x/y`])('%s cannot', (text) => {
    expect(isId(text)).toBe(false);
  });

  it('leads to where it is shown', () => {
    expect(placeOf({ kind: 'step', id: 'publish', label: 'publish', within: ID }).href).toBe(`/runs/${ID}?step=publish`);
    expect(placeOf({ kind: 'event', id: ID, label: 'RunStarted', within: 'run-1' }).href).toBe(`/audit?range=all&id=${ID}`);
    expect(placeOf({ kind: 'approval', id: ID, label: 'post of x', within: ID }).href).toBe(`/approvals?id=${ID}`);
  });
});
