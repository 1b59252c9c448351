/** The most that one attempt may put out; what is more fails it as `output_invalid`. */
export const OUTPUT_BYTES_MAX = 16 * 1024 * 1024;
/** How much of an engine's own words goes into an error or a tool's detail. */
export const ENGINE_WORDS_CHARS_MAX = 2 * 1024;

/**
 * Text from an engine as the rest of the house may take it: lone surrogates and NUL become U+FFFD, because the first has
 * no UTF-8 form and PostgreSQL takes the second in no text. Everything else is kept, however hostile: it is shown as text.
 */
export const agentText = (text: string): string => {
  const wellFormed = text.isWellFormed() ? text : text.toWellFormed();
  return wellFormed.includes('\u0000') ? wellFormed.replaceAll('\u0000', '\uFFFD') : wellFormed;
};

/** An engine's own words for an error or a label: cleaned, one line's worth, cut at a limit. */
export const engineWords = (words: unknown, charsMax = ENGINE_WORDS_CHARS_MAX): string => {
  const text = typeof words === 'string' ? words : String(JSON.stringify(words));
  return agentText(text.length > charsMax ? `${text.slice(0, charsMax - 1)}…` : text);
};

const endsInHalfAPair = (text: string): boolean => {
  const last = text.charCodeAt(text.length - 1);
  return last >= 0xd800 && last <= 0xdbff;
};

/** Collects a streamed output up to a limit in UTF-8 bytes. */
export class OutputBuffer {
  #text = '';
  #bytes = 0;
  /** The first half of a surrogate pair that was cut between two pieces. */
  #half = '';

  constructor(readonly bytesMax: number = OUTPUT_BYTES_MAX) {}

  get bytes(): number {
    return this.#bytes;
  }

  /** Takes a piece and returns it cleaned; `null` when it does not fit, and then the attempt must fail. */
  append(piece: string): string | null {
    const whole = this.#half + piece;
    this.#half = endsInHalfAPair(whole) ? whole.slice(-1) : '';
    const clean = agentText(this.#half === '' ? whole : whole.slice(0, -1));
    this.#bytes += Buffer.byteLength(clean);
    if (this.#bytes > this.bytesMax) return null;
    this.#text += clean;
    return clean;
  }

  /** The whole, cleaned. */
  text(): string {
    return this.#text + agentText(this.#half);
  }
}
