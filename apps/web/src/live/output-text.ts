import type { LiveOutput } from '@mc/contracts';

/** Streamed text is a look over the shoulder, not a record: only its end is kept. */
export const OUTPUT_CHARS_MAX = 64 * 1024;

export interface OutputText {
  readonly attempt: number;
  readonly text: string;
  readonly nextSeq: number;
  /** Pieces that never came, or what was cut off at the front. */
  readonly incomplete: boolean;
}

export const initialOutput: OutputText = { attempt: 0, text: '', nextSeq: 0, incomplete: false };

/** Adds one piece; a later attempt starts anew, a repeat is dropped, a gap is remembered. */
export const addOutput = (state: OutputText, piece: Pick<LiveOutput, 'attempt' | 'seq' | 'text'>): OutputText => {
  if (piece.attempt < state.attempt) return state;
  const same = piece.attempt === state.attempt;
  if (same && piece.seq < state.nextSeq) return state;
  const missed = same ? piece.seq > state.nextSeq : piece.seq > 0;
  const text = (same ? state.text : '') + piece.text;
  return {
    attempt: piece.attempt,
    text: text.slice(-OUTPUT_CHARS_MAX),
    nextSeq: piece.seq + 1,
    incomplete: (same && state.incomplete) || missed || text.length > OUTPUT_CHARS_MAX,
  };
};
