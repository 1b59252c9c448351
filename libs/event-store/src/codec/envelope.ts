import { hash } from 'node:crypto';
import { type Actor, canonicalJson } from '@mc/domain';
import type { Idempotency } from '../port';

/** Where a large text was cut out: keys and indexes from the root of `data`. */
export type TextPath = readonly (string | number)[];

/**
 * What is hashed of an event, by its short names. The global position is not in it (the store assigns it later) and the
 * data only by its hash. Hash of an event = SHA-256 over one zero byte and the envelope's bytes: an RFC 6962 leaf.
 */
export interface Envelope {
  readonly v: 1;
  readonly id: string;
  readonly stream: string;
  readonly rev: number;
  readonly type: string;
  readonly schema: number;
  readonly at: string;
  readonly actor: Actor;
  readonly corr: string;
  readonly caus: string | null;
  readonly cmd: string;
  readonly idem: Idempotency | null;
  readonly dataHash: string;
  readonly dataLen: number;
  readonly prev: string;
  /**
   * Only where large texts left the data. Sealed with the rest, so that data which merely looks like a reference
   * (anyone can write three such keys) is never taken for one.
   */
  readonly texts?: readonly TextPath[];
}

export const sha256 = (text: string | Buffer): string => hash('sha256', text, 'hex');

export const hashOfEnvelope = (envelope: string): string => sha256(`\0${envelope}`);

const actorTexts = new WeakMap<Actor, string>();

/** One actor causes many events; its text is worked out once. */
const actorText = (actor: Actor): string => {
  let text = actorTexts.get(actor);
  if (text === undefined) {
    text = canonicalJson(actor);
    actorTexts.set(actor, text);
  }
  return text;
};

/** The same text as `canonicalJson(envelope)` (a test says so), without sorting thirteen known keys for every event. */
export const envelopeText = (e: Envelope): string =>
  `{"actor":${actorText(e.actor)},"at":${canonicalJson(e.at)},"caus":${canonicalJson(e.caus)},"cmd":${canonicalJson(e.cmd)},` +
  `"corr":${canonicalJson(e.corr)},"dataHash":"${e.dataHash}","dataLen":${e.dataLen},"id":${canonicalJson(e.id)},` +
  `"idem":${canonicalJson(e.idem)},"prev":"${e.prev}","rev":${e.rev},"schema":${e.schema},"stream":${canonicalJson(e.stream)},` +
  `${e.texts ? `"texts":${canonicalJson(e.texts)},` : ''}"type":${canonicalJson(e.type)},"v":1}`;
