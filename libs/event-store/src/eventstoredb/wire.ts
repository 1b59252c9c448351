import { hashOfEnvelope } from '../codec/envelope';
import type { SealedDraft } from '../codec/seal';
import { CorruptEvent, EventStoreUnavailable } from '../errors';
import type { SealedEvent } from '../port';
import type { DeliveredEvent, Resolved, WireEvent } from './client';

/**
 * The server recognises a repeated append by the ids of its events and does not compare their contents. So the id on the
 * wire is made from the event's hash, which covers its own id, its place and its data: what differs is never taken for a repeat.
 */
const wireId = (hash: string): string =>
  `${hash.slice(0, 8)}-${hash.slice(8, 12)}-8${hash.slice(13, 16)}-a${hash.slice(17, 20)}-${hash.slice(20, 32)}`;

/** The data are sent as JSON, for the server's own screens and projections, where that keeps every byte; else as bytes. */
export const toWire = ({ hash, type, envelope, data }: SealedDraft): WireEvent => {
  const parsed: unknown = JSON.parse(data);
  const { corr, caus }: { corr: string; caus: string | null } = JSON.parse(envelope);
  const survives = JSON.stringify(parsed) === data;
  return {
    id: wireId(hash),
    type,
    ...(survives
      ? { contentType: 'application/json', data: parsed }
      : { contentType: 'application/octet-stream', data: Uint8Array.from(Buffer.from(data, 'utf8')) }),
    // The envelope as a text, for its exact bytes are hashed; the others under the names that the server's projections know.
    metadata: { envelope, $correlationId: corr, ...(caus === null ? {} : { $causationId: caus }) },
  };
};

/** Null when it is no event at all, for example one that was deleted under a link. */
export const fromWire = ({ event, commitPosition }: Resolved, prefix: string): SealedEvent | null => {
  if (!event) return null;
  const stream = event.streamId.slice(prefix.length);
  const revision = Number(event.revision);
  const envelope = envelopeIn(event);
  if (envelope === null) throw new CorruptEvent(stream, revision, `${event.type} was not written by this program`);
  const position = positionOf({ event, ...(commitPosition === undefined ? {} : { commitPosition }) });
  // Servers before 22.6 put the largest of all numbers there when they read a single stream.
  if (!Number.isSafeInteger(position)) throw new EventStoreUnavailable(TOO_OLD);
  return { stream, revision, position, envelope, data: dataIn(event), hash: hashOfEnvelope(envelope) };
};

export const positionOf = ({ event, commitPosition }: Resolved): number => Number(event?.position?.commit ?? commitPosition ?? 0);

const TOO_OLD = 'the server does not say where the events of a stream stand in its log: it must be EventStoreDB 22.10 or newer';

const envelopeIn = ({ metadata }: DeliveredEvent): string | null =>
  metadata !== null && typeof metadata === 'object' && 'envelope' in metadata && typeof metadata.envelope === 'string'
    ? metadata.envelope
    : null;

const dataIn = ({ isJson, data }: DeliveredEvent): string =>
  isJson ? JSON.stringify(data) : Buffer.from(data as Uint8Array).toString('utf8');
