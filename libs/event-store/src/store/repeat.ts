import type { SealedAppend } from '../codec/seal';
import { InvalidEvent } from '../errors';
import type { SealedEvent } from '../port';
import type { AppendOutcome } from './log';

/**
 * Judges an append some of whose ids are stored. All of them, in this order and in this stream: a repeat. None: null.
 * Anything else is a caller that uses an id twice, and is refused.
 */
export const findRepeat = (append: SealedAppend, stored: readonly SealedEvent[]): AppendOutcome | null => {
  if (stored.length === 0) return null;
  const events = [...stored].sort((a, b) => a.revision - b.revision);
  const ids = events.map((event) => idOf(event));
  const same =
    events.length === append.drafts.length &&
    events.every((event) => event.stream === append.stream) &&
    append.drafts.every((draft, index) => draft.id === ids[index]);
  if (!same) throw new InvalidEvent(`${append.stream}: an event id is in use elsewhere: ${ids[0]}`);
  return { kind: 'repeated', events };
};

const idOf = (event: SealedEvent): string => JSON.parse(event.envelope).id;
