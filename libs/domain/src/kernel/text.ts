import { sha256Hex, utf8 } from './sha256';

/** Above this many UTF-8 bytes a text leaves the event for the payload table; the event keeps a reference. */
export const INLINE_TEXT_BYTES_MAX = 64 * 1024;
/** How much of a large text the event still shows. */
export const PREVIEW_CHARS = 4 * 1024;

/** A text that was too large for its event: where the whole is, and how it begins. */
export interface LargeText {
  readonly sha256: string;
  readonly bytes: number;
  readonly preview: string;
}

/** A text of any size: itself, or a reference to it. Deciders are given whole texts; read models may see references. */
export type Text = string | LargeText;

/** The reference that stands for a text; a surrogate pair is never cut. */
export const largeText = (text: string): LargeText => ({
  sha256: sha256Hex(text),
  bytes: utf8(text).length,
  preview: text.slice(0, PREVIEW_CHARS).toWellFormed().replace(/�$/, ''),
});

/** The text itself. Throws for a reference: whoever decides on texts must have loaded them. */
export const wholeText = (text: Text): string => {
  if (typeof text === 'string') return text;
  throw new Error(`text ${text.sha256} of ${text.bytes} bytes was not loaded`);
};

/** What can be shown at once: the text, or how it begins. */
export const previewText = (text: Text): string => (typeof text === 'string' ? text : text.preview);
