import { type TemplateReference, templateReferences } from '@mc/domain';

/** The part of a reference that names the input or step: `.topic`, `["topic"]`. */
const NAME = /^(\{\{\s*(?:inputs|steps))(\.[A-Za-z_$][\w$-]*|\["[^"\\\]]*"\]|\['[^'\\\]]*'\])/;
const PLAIN_NAME = /^[A-Za-z_$][\w$-]*$/;

/** `.name`, or `["name"]` where a dot does not do. */
const part = (name: string): string => (PLAIN_NAME.test(name) ? `.${name}` : `[${JSON.stringify(name)}]`);

/** A prompt in which every reference to one input or step names another. Everything else stays, letter by letter. */
export const renamedIn = (prompt: string, source: TemplateReference['source'], from: string, to: string): string => {
  let text = prompt;
  const found = templateReferences(prompt).filter((reference) => reference.source === source && reference.name === from);
  for (const { offset } of found.toReversed()) {
    text = text.slice(0, offset) + text.slice(offset).replace(NAME, (_whole, head: string) => `${head}${part(to)}`);
  }
  return text;
};

/** A prompt with the reference at an offset naming another input or step. */
export const retargeted = (prompt: string, offset: number, to: string): string =>
  prompt.slice(0, offset) + prompt.slice(offset).replace(NAME, (_whole, head: string) => `${head}${part(to)}`);

/** Keys of the steps whose output a prompt takes in. */
export const stepsUsedIn = (prompt: string): ReadonlySet<string> =>
  new Set(templateReferences(prompt).flatMap(({ source, name }) => (source === 'steps' ? [name] : [])));

export const inputsUsedIn = (prompt: string): ReadonlySet<string> =>
  new Set(templateReferences(prompt).flatMap(({ source, name }) => (source === 'inputs' ? [name] : [])));

/** A prompt without the reference at an offset; the space before it goes too. */
export const withoutReference = (prompt: string, offset: number): string => {
  const close = prompt.indexOf('}}', offset);
  if (!prompt.startsWith('{{', offset) || close === -1) return prompt;
  const [before, after] = [prompt.slice(0, offset), prompt.slice(close + 2)];
  return before.endsWith(' ') && /^($|[\s.,;:!?])/.test(after) ? before.slice(0, -1) + after : before + after;
};

/** The braces at an offset as plain text. */
export const escapedAt = (prompt: string, offset: number): string => `${prompt.slice(0, offset)}\\${prompt.slice(offset)}`;
