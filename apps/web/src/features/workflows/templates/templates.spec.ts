import { describe, expect, it } from '@jest/globals';
import { checkDocument } from '../check/check-document';
import { openText } from '../document/text-document';
import { templatesFor } from './templates';

const knows = (names: readonly string[]) => ({
  agent: (name: string) => (names.includes(name) ? { model: 'm' } : undefined),
  price: () => 1,
});

describe('templatesFor', () => {
  it.each([[['researcher', 'writer', 'publisher']], [['zed']], [['a', 'b']], [['doer', 'reader']]])(
    'gives workflows without a problem, for the agents %p',
    (agents) => {
      for (const { id, text } of templatesFor(agents)) {
        const found = checkDocument(openText(text), knows(agents)).problems.map(({ code }) => code);
        expect([id, ...found]).toEqual(id === 'blank' ? [id, 'no_steps'] : [id]);
      }
    },
  );

  it('gives each part to whoever is named for it', () => {
    const sample = templatesFor(['publisher', 'writer', 'researcher']).find(({ id }) => id === 'sample');
    expect(sample?.text.match(/agent: \w+/g)).toEqual(['agent: researcher', 'agent: writer', 'agent: publisher']);
  });
});
