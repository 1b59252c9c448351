import type { Actor, Text } from '@mc/domain';
import { OUTPUT_PREVIEW_CHARS } from '../limits';
import type { PersonView, TextView } from '../views/shapes';

/** PostgreSQL's text cannot hold NUL. Its picture stands for it, in the tables and in what is folded to be compared with them. */
export const storable = (text: string): string => (text.includes('\0') ? text.replaceAll('\0', '␀') : text);

export const storableOrNull = (text: string | null): string | null => (text === null ? null : storable(text));

/** Where a large text can be read whole. */
export type TextLink = (sha256: string) => string;

/** A text for a view; a reference says where the whole is. */
export const textView = (text: Text, link?: TextLink): TextView =>
  typeof text === 'string'
    ? text
    : { preview: text.preview, bytes: text.bytes, sha256: text.sha256, href: link ? link(text.sha256) : null };

export const textViewOrNull = (text: Text | null, link?: TextLink): TextView | null =>
  text === null ? null : textView(text, link);

/** How a text begins, and its whole size. */
export const previewOf = (text: Text): { readonly preview: string; readonly bytes: number } => {
  if (typeof text !== 'string') return { preview: storable(text.preview), bytes: text.bytes };
  const preview =
    text.length <= OUTPUT_PREVIEW_CHARS ? text : text.slice(0, OUTPUT_PREVIEW_CHARS).replace(/[\ud800-\udbff]$/, '');
  return { preview: storable(preview), bytes: Buffer.byteLength(text, 'utf8') };
};

export const personOf = (actor: Actor): PersonView => ({
  id: actor.id,
  username: actor.username ?? null,
  email: actor.email ?? null,
});
