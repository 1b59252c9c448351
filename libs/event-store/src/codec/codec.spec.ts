import { describe, expect, it } from '@jest/globals';
import { canonicalJson, INLINE_TEXT_BYTES_MAX, largeText, sha256Hex } from '@mc/domain';
import fc from 'fast-check';
import { noted, UPCASTS } from '../../test/facts';
import { NO_STREAM } from '../port';
import { type Envelope, envelopeText, hashOfEnvelope, sha256 } from './envelope';
import { open } from './open';
import { seal } from './seal';
import { cutLargeTexts, type LargeTexts } from './texts';
import { Upcaster } from './upcaster';

const upcaster = new Upcaster(UPCASTS);
const nothing = { put: async () => {}, get: async () => new Map<string, Buffer>() };
const wellFormed = fc.string({ unit: 'grapheme', maxLength: 30 });
const hex = fc.string({ minLength: 64, maxLength: 64, unit: fc.constantFrom(...'0123456789abcdef') });
const envelopes: fc.Arbitrary<Envelope> = fc.record(
  {
    v: fc.constant(1 as const),
    id: fc.uuid(),
    stream: wellFormed,
    rev: fc.nat(),
    type: wellFormed,
    schema: fc.nat(),
    at: wellFormed,
    actor: fc.record({
      kind: fc.constant('operator' as const),
      id: wellFormed,
      email: fc.option(wellFormed, { nil: null }),
      username: wellFormed,
    }),
    corr: wellFormed,
    caus: fc.option(wellFormed),
    cmd: wellFormed,
    idem: fc.option(fc.record({ key: wellFormed, bodyHash: wellFormed })),
    dataHash: hex,
    dataLen: fc.nat(),
    prev: hex,
    texts: fc.array(fc.array(fc.oneof(wellFormed, fc.nat()))),
  },
  {
    requiredKeys: [
      'v',
      'id',
      'stream',
      'rev',
      'type',
      'schema',
      'at',
      'actor',
      'corr',
      'caus',
      'cmd',
      'idem',
      'dataHash',
      'dataLen',
      'prev',
    ],
  },
);

describe('the codec', () => {
  it('hashes as the domain does', () => {
    fc.assert(fc.property(wellFormed, (text) => expect(sha256(text)).toBe(sha256Hex(text))));
  });

  it('writes envelopes as canonical JSON', () => {
    fc.assert(fc.property(envelopes, (envelope) => expect(envelopeText(envelope)).toBe(canonicalJson(envelope))));
  });

  it('hashes an envelope as an RFC 6962 leaf', () => {
    const envelope = '{"ä":1}';
    expect(hashOfEnvelope(envelope)).toBe(sha256Hex(Uint8Array.from([0, ...Buffer.from(envelope, 'utf8')])));
  });

  it('opens whatever it has sealed', async () => {
    await fc.assert(
      fc.asyncProperty(fc.jsonValue({ depthSize: 'medium' }), async (data) => {
        const { drafts } = seal('run-1', NO_STREAM, [noted(data)], upcaster);
        const [event] = await open(
          drafts.map((draft) => ({ ...draft, position: 1 })),
          'whole',
          nothing,
          upcaster,
        );
        expect(JSON.stringify(event?.data)).toBe(JSON.stringify(JSON.parse(canonicalJson(data))));
      }),
    );
  });

  it('references a large text as the domain does', () => {
    const text = `${'a'.repeat(4095)}𝄞${'b'.repeat(INLINE_TEXT_BYTES_MAX)}`;
    const found: LargeTexts = new Map();
    expect(cutLargeTexts({ a: [text] }, found, [])).toEqual({ a: [largeText(text)] });
    expect(found.get(sha256Hex(text))?.toString('utf8')).toBe(text);
  });

  it('leaves a text of just the limit in its event', () => {
    const found: LargeTexts = new Map();
    const texts = ['x'.repeat(INLINE_TEXT_BYTES_MAX), '€'.repeat(INLINE_TEXT_BYTES_MAX / 3)];
    expect(cutLargeTexts(texts, found, [])).toEqual(texts);
    cutLargeTexts(['x'.repeat(INLINE_TEXT_BYTES_MAX + 1)], found, []);
    expect(found.size).toBe(1);
  });

  it('refuses an append that is too large as a whole', () => {
    const large = { list: Array.from({ length: 60 }, () => 'x'.repeat(60_000)) };
    const events = Array.from({ length: 10 }, () => noted(large));
    expect(() => seal('run-1', NO_STREAM, events, upcaster)).toThrow(expect.objectContaining({ name: 'EventTooLarge' }));
  });

  it('lifts old shapes to the newest', async () => {
    const lifted = upcaster.lift('run-1', 0, 'Renamed', 1, { title: 'x' });
    expect(lifted).toEqual({ version: 2, data: { name: 'x' } });
    expect(upcaster.lift('run-1', 0, 'Renamed', 2, { name: 'y' })).toEqual({ version: 2, data: { name: 'y' } });
  });

  it.each([
    ['an unknown category', 'other-1', 'Noted', 1],
    ['an unknown type', 'run-1', 'Unheard', 1],
    ['a type that every object has', 'run-1', 'toString', 1],
    ['a version from the future', 'run-1', 'Renamed', 3],
    ['version 0', 'run-1', 'Renamed', 0],
  ])('does not read %s', (_, stream, type, version) => {
    expect(() => upcaster.lift(stream, 7, type, version, {})).toThrow(
      expect.objectContaining({ name: 'CorruptEvent', stream, revision: 7 }),
    );
  });

  it('does not open an event in the wrong place, an unknown envelope, or what is not JSON', async () => {
    const [draft] = seal('run-1', NO_STREAM, [noted()], upcaster).drafts;
    const opened = (over: object) =>
      open([{ ...(draft as never as object), position: 1, ...over } as never], 'whole', nothing, upcaster);
    await expect(opened({ stream: 'run-2' })).rejects.toMatchObject({ name: 'CorruptEvent' });
    await expect(opened({ revision: 1 })).rejects.toMatchObject({ name: 'CorruptEvent' });
    await expect(opened({ data: '{' })).rejects.toMatchObject({ name: 'CorruptEvent' });
    await expect(opened({ envelope: draft?.envelope.replace('"v":1', '"v":2') })).rejects.toMatchObject({ name: 'CorruptEvent' });
  });

  it('does not open an event whose large text is missing', async () => {
    const { drafts } = seal('run-1', NO_STREAM, [noted({ text: 'x'.repeat(100_000) })], upcaster);
    const sealed = drafts.map((draft) => ({ ...draft, position: 1 }));
    await expect(open(sealed, 'whole', nothing, upcaster)).rejects.toMatchObject({ name: 'CorruptEvent' });
    expect(await open(sealed, 'reference', nothing, upcaster)).toHaveLength(1);
  });
});
