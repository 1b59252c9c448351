import { INLINE_TEXT_BYTES_MAX, type LargeText, largeText, PREVIEW_CHARS } from '@mc/domain';
import { EventTooLarge } from '../errors';
import { TEXT_BYTES_MAX } from '../limits';
import { sha256, type TextPath } from './envelope';

/** A text on its way into the payload table, by its SHA-256. */
export type LargeTexts = Map<string, Buffer>;

/**
 * Puts a reference in the place of every string above the inline limit; `found` receives the texts and `paths` the places.
 * Only call it on plain JSON of bounded depth. Untouched parts are shared with the original.
 */
export const cutLargeTexts = (value: unknown, found: LargeTexts, paths: TextPath[], path: TextPath = []): unknown => {
  if (typeof value === 'string') return cutText(value, found, paths, path);
  if (value === null || typeof value !== 'object') return value;
  if (Array.isArray(value)) return value.map((item, index) => cutLargeTexts(item, found, paths, [...path, index]));
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, cutLargeTexts(item, found, paths, [...path, key])]));
};

const cutText = (text: string, found: LargeTexts, paths: TextPath[], path: TextPath): string | LargeText => {
  // UTF-8 is never shorter than UTF-16 has units, and never more than three times as long.
  if (text.length * 3 <= INLINE_TEXT_BYTES_MAX) return text;
  const content = Buffer.from(text, 'utf8');
  if (content.length <= INLINE_TEXT_BYTES_MAX) return text;
  if (content.length > TEXT_BYTES_MAX) throw new EventTooLarge(`text at /${path.join('/')}`, content.length, TEXT_BYTES_MAX);
  const reference = { sha256: sha256(content), bytes: content.length, preview: previewOf(text) };
  found.set(reference.sha256, content);
  paths.push(path);
  return reference;
};

/** The domain's own rule for previews, without its hashing of the whole text. */
const previewOf = (text: string): string => largeText(text.slice(0, PREVIEW_CHARS)).preview;

/** The references that stand at these places; null where there is none, which an intact event never has. */
export const referencesAt = (data: unknown, paths: readonly TextPath[]): (LargeText | null)[] =>
  paths.map((path) => {
    const found = path.reduce<unknown>((at, key) => (at !== null && typeof at === 'object' ? Reflect.get(at, key) : null), data);
    return isReference(found) ? found : null;
  });

const isReference = (value: unknown): value is LargeText =>
  value !== null && typeof value === 'object' && 'sha256' in value && typeof value.sha256 === 'string';

/** Puts whole texts back, in place: the caller has just parsed the data and owns it. */
export const putTexts = (data: unknown, paths: readonly TextPath[], texts: readonly string[]): void => {
  for (const [index, path] of paths.entries()) {
    const parent = path.slice(0, -1).reduce<unknown>((at, key) => Reflect.get(at as object, key), data);
    const key = path.at(-1);
    const text = texts[index];
    if (key !== undefined && text !== undefined) {
      Object.defineProperty(parent as object, key, { value: text, enumerable: true, configurable: true, writable: true });
    }
  }
};
