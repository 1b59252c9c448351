/** The most that one attempt may put out; what is more fails it as `output_invalid`. */
export const OUTPUT_BYTES_MAX = 16 * 1024 * 1024;
/** How much of an engine's own words goes into an error or a tool's detail. */
export const ENGINE_WORDS_CHARS_MAX = 2 * 1024;

/**
 * Text from an engine as the rest of the house may take it: lone surrogates and NUL become U+FFFD, because the first has
 * no UTF-8 form and PostgreSQL takes the second in no text. Everything else is kept, however hostile: it is shown as text.
 */
export const agentText = (text: string): string => text.toWellFormed().replaceAll('\u0000', '\uFFFD');

/** An engine's own words for an error or a label: cleaned, one line's worth, cut at a limit. */
export const engineWords = (words: unknown, charsMax = ENGINE_WORDS_CHARS_MAX): string => {
  const text = typeof words === 'string' ? words : String(JSON.stringify(words));
  return agentText(text.length > charsMax ? `${text.slice(0, charsMax - 1)}…` : text);
};

/** Collects a streamed output up to a limit in UTF-8 bytes. */
export class OutputBuffer {
  #text = '';
  #bytes = 0;

  constructor(readonly bytesMax: number = OUTPUT_BYTES_MAX) {}

  get bytes(): number {
    return this.#bytes;
  }

  /** False when the piece does not fit: it is then not taken, and the attempt must fail. */
  append(piece: string): boolean {
    const bytes = this.#bytes + Buffer.byteLength(piece);
    if (bytes > this.bytesMax) return false;
    this.#text += piece;
    this.#bytes = bytes;
    return true;
  }

  /** The whole, cleaned; only here are surrogate pairs complete that were cut between two pieces. */
  text(): string {
    return agentText(this.#text);
  }
}
