import { expect, it } from '@jest/globals';
import { openText } from '../document/text-document';
import { checkDocument } from './check-document';

const known = { agent: () => ({ model: 'm' }), price: () => 1 };

/** A workflow of so many steps, each with three dependencies, a comment and a prompt of two lines. */
const workflowOf = (count: number): string =>
  `name: large\ninputs: { topic: { type: string } }\nsteps:\n${Array.from({ length: count }, (_, index) => {
    const before = [1, 3, 7].filter((back) => index >= back).map((back) => `s${index - back}`);
    const prompt = `      Say something about {{ inputs.topic }}${index > 0 ? ` and {{ steps.s${index - 1}.output }}` : ''}.\n      Be brief.`;
    return `  # step ${index}\n  - key: s${index}\n    agent: writer\n    risk: read\n    dependsOn: [${before.join(', ')}]\n    prompt: |\n${prompt}\n`;
  }).join('')}`;

const TRIES = 7;

/** The least of several: what it takes when nobody disturbs. */
const leastMs = (action: () => unknown): number =>
  Math.min(
    ...Array.from({ length: TRIES }, () => {
      const start = performance.now();
      action();
      return performance.now() - start;
    }),
  );

it('costs in proportion to the steps, and less than reading them: on every key press the whole text is checked', () => {
  const [small, large] = [200, 1000].map((count) => {
    const text = workflowOf(count);
    const document = openText(text);
    expect(checkDocument(document, known)).toEqual({ problems: [], wellFormed: true });
    return { read: leastMs(() => openText(text)), check: leastMs(() => checkDocument(document, known)) };
  }) as [{ read: number; check: number }, { read: number; check: number }];
  // Five times the steps; a rule that looks at every pair would take twenty-five times as long.
  expect(large.check / small.check).toBeLessThan(15);
  expect(large.check / large.read).toBeLessThan(2);
});
