import type { Edit } from '../document/edits';

/** What a person asked for, as edits of the document, with what is selected afterwards. */
export interface Change {
  /** In the history and in messages: "Deleted review". */
  readonly what: string;
  readonly rounds: readonly (readonly Edit[])[];
  /** Ids of steps; absent: the selection stays. */
  readonly select?: readonly string[];
}

/** Why something is not done. */
export interface NotDone {
  readonly refused: string;
}

export type Outcome = Change | NotDone;

export const isRefused = (outcome: Outcome): outcome is NotDone => 'refused' in outcome;
export const change = (what: string, edits: readonly Edit[], select?: readonly string[]): Change => ({
  what,
  rounds: [edits],
  ...(select === undefined ? {} : { select }),
});
