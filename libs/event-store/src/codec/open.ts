import { CorruptEvent } from '../errors';
import type { RecordedEvent, SealedEvent, Texts } from '../port';
import type { Envelope } from './envelope';
import { putTexts, referencesAt } from './texts';
import type { Upcaster } from './upcaster';

/** Where large texts lie, by SHA-256. Content-addressed: storing one twice changes nothing. */
export interface Payloads {
  put(texts: ReadonlyMap<string, Buffer>): Promise<void>;
  /** Those that exist. */
  get(sha256s: readonly string[]): Promise<ReadonlyMap<string, Buffer>>;
}

interface Parsed {
  readonly sealed: SealedEvent;
  readonly envelope: Envelope;
  readonly data: unknown;
}

/** Stored texts to events in their newest shape. Throws CorruptEvent for whatever is not understood. */
export const open = async (
  sealed: readonly SealedEvent[],
  texts: Texts,
  payloads: Payloads,
  upcaster: Upcaster,
): Promise<RecordedEvent[]> => {
  const parsed = sealed.map(parse);
  if (texts === 'whole') await fillTexts(parsed, payloads);
  return parsed.map((one) => lifted(one, upcaster));
};

const parse = (sealed: SealedEvent): Parsed => {
  const { stream, revision } = sealed;
  try {
    const envelope: Envelope = JSON.parse(sealed.envelope);
    if (envelope.v !== 1) throw new CorruptEvent(stream, revision, `unknown envelope version ${envelope.v}`);
    if (envelope.stream !== stream || envelope.rev !== revision) {
      throw new CorruptEvent(stream, revision, `holds the event of ${envelope.stream} revision ${envelope.rev}`);
    }
    return { sealed, envelope, data: JSON.parse(sealed.data) };
  } catch (error) {
    if (error instanceof SyntaxError) throw new CorruptEvent(stream, revision, 'is not JSON', { cause: error });
    throw error;
  }
};

const lifted = ({ sealed, envelope, data }: Parsed, upcaster: Upcaster): RecordedEvent => {
  const { stream, revision, position, hash } = sealed;
  return {
    id: envelope.id,
    type: envelope.type,
    ...upcaster.lift(stream, revision, envelope.type, envelope.schema, data),
    actor: envelope.actor,
    at: envelope.at,
    correlationId: envelope.corr,
    causationId: envelope.caus,
    commandId: envelope.cmd,
    idempotency: envelope.idem,
    stream,
    revision,
    position,
    dataText: sealed.data,
    hash,
    previousHash: envelope.prev,
  };
};

const fillTexts = async (parsed: readonly Parsed[], payloads: Payloads): Promise<void> => {
  const withTexts = parsed.filter(({ envelope }) => envelope.texts);
  if (withTexts.length === 0) return;
  const wanted = withTexts.map((one) => ({ one, hashes: hashesIn(one) }));
  const contents = await payloads.get([...new Set(wanted.flatMap(({ hashes }) => hashes))]);
  for (const { one, hashes } of wanted) {
    const { stream, revision } = one.sealed;
    const texts = hashes.map((sha256) => {
      const content = contents.get(sha256);
      if (!content) throw new CorruptEvent(stream, revision, `text ${sha256} is missing`);
      return content.toString('utf8');
    });
    putTexts(one.data, one.envelope.texts ?? [], texts);
  }
};

const hashesIn = ({ sealed, envelope, data }: Parsed): string[] =>
  referencesAt(data, envelope.texts ?? []).map((reference) => {
    if (!reference) throw new CorruptEvent(sealed.stream, sealed.revision, 'a large text has no reference');
    return reference.sha256;
  });
