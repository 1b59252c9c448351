import { canonicalJson, INLINE_TEXT_BYTES_MAX } from '@mc/domain';
import { EventTooLarge, InvalidEvent } from '../errors';
import { APPEND_BYTES_MAX, APPEND_EVENTS_MAX, EVENT_BYTES_MAX, STREAM_NAME_CHARS_MAX } from '../limits';
import type { NewEvent, RecordedEvent, StreamHead } from '../port';
import { envelopeText, hashOfEnvelope, sha256, type TextPath } from './envelope';
import { cutLargeTexts, type LargeTexts } from './texts';
import type { Upcaster } from './upcaster';

/** An event that is complete but for its position in the log. */
export interface SealedDraft {
  readonly id: string;
  readonly type: string;
  readonly stream: string;
  readonly revision: number;
  readonly envelope: string;
  readonly data: string;
  readonly hash: string;
}

/** Events chained onto the expected head of their stream, ready to be stored. */
export interface SealedAppend {
  readonly stream: string;
  readonly expected: StreamHead;
  readonly head: StreamHead;
  readonly drafts: readonly SealedDraft[];
  readonly texts: LargeTexts;
  /** About how much goes over the wire. */
  readonly bytes: number;
}

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;
const INSTANT = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/;
const STREAM_NAME = /^[\x21-\x7e]+$/;

/** Canonical texts and hashes for an append. Throws InvalidEvent or EventTooLarge; then nothing may be stored. */
export const seal = (stream: string, expected: StreamHead, events: readonly NewEvent[], upcaster: Upcaster): SealedAppend => {
  checkAppend(stream, events);
  const texts: LargeTexts = new Map();
  const drafts: SealedDraft[] = [];
  let head = expected;
  let bytes = 0;
  for (const event of events) {
    checkEvent(stream, event, upcaster);
    const draft = sealOne(stream, head, event, texts);
    drafts.push(draft);
    head = { revision: draft.revision, hash: draft.hash };
    bytes += draft.envelope.length + draft.data.length;
    if (bytes > APPEND_BYTES_MAX) throw new EventTooLarge(`append to ${stream}`, bytes, APPEND_BYTES_MAX);
  }
  return { stream, expected, head, drafts, texts, bytes };
};

const sealOne = (stream: string, head: StreamHead, event: NewEvent, texts: LargeTexts): SealedDraft => {
  try {
    const { data, dataLen, paths } = dataText(stream, event, texts);
    const revision = head.revision + 1;
    const envelope = envelopeText({
      v: 1,
      id: event.id,
      stream,
      rev: revision,
      type: event.type,
      schema: event.version,
      at: event.at,
      actor: event.actor,
      corr: event.correlationId,
      caus: event.causationId,
      cmd: event.commandId,
      idem: event.idempotency,
      dataHash: sha256(data),
      dataLen,
      prev: head.hash,
      ...(paths.length > 0 ? { texts: paths } : {}),
    });
    return { id: event.id, type: event.type, stream, revision, envelope, data, hash: hashOfEnvelope(envelope) };
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    throw new InvalidEvent(`${stream}: ${event.type} is not plain JSON: ${error.message}`, { cause: error });
  }
};

const dataText = (stream: string, event: NewEvent, texts: LargeTexts) => {
  const paths: TextPath[] = [];
  let data = canonicalJson(event.data);
  let dataLen = Buffer.byteLength(data, 'utf8');
  // Only a data text longer than the limit can hold a string that is.
  if (dataLen > INLINE_TEXT_BYTES_MAX) {
    data = canonicalJson(cutLargeTexts(event.data, texts, paths));
    dataLen = Buffer.byteLength(data, 'utf8');
  }
  if (dataLen > EVENT_BYTES_MAX) throw new EventTooLarge(`${stream}: ${event.type}`, dataLen, EVENT_BYTES_MAX);
  return { data, dataLen, paths };
};

const checkAppend = (stream: string, events: readonly NewEvent[]): void => {
  if (!STREAM_NAME.test(stream) || stream.length > STREAM_NAME_CHARS_MAX) {
    throw new InvalidEvent(`not a stream name: ${JSON.stringify(stream.slice(0, 100))}`);
  }
  if (events.length === 0) throw new InvalidEvent(`${stream}: an append needs an event`);
  if (events.length > APPEND_EVENTS_MAX) {
    throw new InvalidEvent(`${stream}: ${events.length} events in one append, more than ${APPEND_EVENTS_MAX}`);
  }
};

/** What cannot be read back must not be stored. */
const checkEvent = (stream: string, event: NewEvent, upcaster: Upcaster): void => {
  const newest = upcaster.newestVersion(stream, event.type);
  if (event.version !== newest) {
    throw new InvalidEvent(`${stream}: ${event.type} has version ${event.version}, but ${newest} is the newest`);
  }
  if (!UUID.test(event.id)) throw new InvalidEvent(`${stream}: ${event.type} has no UUID: ${event.id}`);
  if (!INSTANT.test(event.at)) throw new InvalidEvent(`${stream}: ${event.type} has no instant: ${event.at}`);
};

/** What the caller of an append gets back: its own events with their places. */
export const recorded = (
  append: SealedAppend,
  events: readonly NewEvent[],
  positions: (index: number) => number,
): RecordedEvent[] => {
  let previousHash = append.expected.hash;
  return append.drafts.map((draft, index) => {
    const { stream, revision, data: dataText, hash } = draft;
    const event = { ...(events[index] as NewEvent), stream, revision, position: positions(index), dataText, hash, previousHash };
    previousHash = hash;
    return event;
  });
};
