import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { many, UPCASTS } from '../../test/facts';
import { NO_STREAM, type SealedEvent } from '../port';
import { hashOfEnvelope, sha256 } from './envelope';
import { seal } from './seal';
import { Upcaster } from './upcaster';
import { ChainVerifier, verifyStream } from './verify';

const LENGTH = 6;
const chain = (stream = 'run-1'): SealedEvent[] =>
  seal(stream, NO_STREAM, many(LENGTH), new Upcaster(UPCASTS)).drafts.map((draft, index) => ({ ...draft, position: index + 1 }));

async function* pagesOf(events: readonly SealedEvent[]) {
  for (const event of events) yield [event];
}
const verify = (events: readonly SealedEvent[]) => verifyStream('run-1', pagesOf(events));
const alter = (events: SealedEvent[], at: number, change: (event: SealedEvent) => Partial<SealedEvent>): SealedEvent[] =>
  events.map((event, index) => (index === at ? { ...event, ...change(event) } : event));

describe('the verification of a chain', () => {
  it('finds nothing in an intact chain and gives its head', async () => {
    const events = chain();
    const last = events.at(-1);
    expect(await verify(events)).toEqual({ count: LENGTH, head: { revision: 5, hash: last?.hash }, finding: null });
  });

  it('names the event whose data were altered', async () => {
    const finding = { revision: 2, position: 3, reason: 'data_altered' };
    expect(await verify(alter(chain(), 2, () => ({ data: '{"number":3}' })))).toMatchObject({ count: 2, finding });
  });

  it('names the event whose envelope was altered', async () => {
    const altered = alter(chain(), 3, ({ envelope }) => ({ envelope: envelope.replace('correlation', 'korrelation') }));
    expect(await verify(altered)).toMatchObject({ finding: { revision: 3, reason: 'envelope_altered' } });
  });

  it('names the successor when an event was sealed anew', async () => {
    const forged = alter(chain(), 3, ({ envelope, data }) => {
      const other = data.replace('3', '4');
      const sealed = envelope.replace(sha256(data), sha256(other));
      return { data: other, envelope: sealed, hash: hashOfEnvelope(sealed) };
    });
    expect(await verify(forged)).toMatchObject({ finding: { revision: 4, reason: 'chain_broken' } });
  });

  it('names the event behind a missing one', async () => {
    expect(await verify(chain().toSpliced(2, 1))).toMatchObject({ finding: { revision: 3, reason: 'event_missing' } });
    expect(await verify(chain().slice(1))).toMatchObject({ finding: { revision: 1, reason: 'event_missing' } });
  });

  it('names a reordered event, whether it kept its place or took another', async () => {
    const events = chain();
    const [a, b] = [events[2] as SealedEvent, events[3] as SealedEvent];
    expect(await verify(events.toSpliced(2, 2, b, a))).toMatchObject({ finding: { revision: 3, reason: 'event_missing' } });
    const relabelled = [
      { ...b, revision: 2 },
      { ...a, revision: 3 },
    ];
    expect(await verify(events.toSpliced(2, 2, ...relabelled))).toMatchObject({
      finding: { revision: 2, reason: 'event_reordered' },
    });
    expect(await verify(events.toSpliced(3, 0, a))).toMatchObject({ finding: { revision: 2, reason: 'event_reordered' } });
  });

  it('shows a cut tail in its head', async () => {
    expect((await verify(chain().slice(0, 4))).head.revision).toBe(3);
  });

  it('checks a whole log of several streams, and its positions', () => {
    const one = chain('run-1');
    const two = chain('run-2');
    const log = one
      .flatMap((event, index) => [event, two[index] as SealedEvent])
      .map((event, index) => ({ ...event, position: index + 1 }));
    const verifier = new ChainVerifier(1);
    expect(log.map((event) => verifier.check(event))).toEqual(log.map(() => null));
    const gap = new ChainVerifier(1);
    gap.check(log[0] as SealedEvent);
    expect(gap.check({ ...(log[1] as SealedEvent), position: 3 })).toMatchObject({ reason: 'position_gap' });
  });

  it('finds every single changed character', async () => {
    const events = chain();
    const places = fc.record({
      at: fc.nat(LENGTH - 1),
      part: fc.constantFrom('envelope' as const, 'data' as const, 'hash' as const),
      where: fc.nat(10_000),
    });
    await fc.assert(
      fc.asyncProperty(places, async ({ at, part, where }) => {
        const changed = alter(events, at, (event) => {
          const text = event[part];
          const index = where % text.length;
          return { [part]: text.slice(0, index) + (text[index] === '7' ? '8' : '7') + text.slice(index + 1) };
        });
        expect((await verify(changed)).finding).not.toBeNull();
      }),
    );
  });
});
