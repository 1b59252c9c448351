import type { Payloads } from '../codec/open';
import type { Query } from './queries';

/** Large texts in a table of their own, insert-only; the database checks each against its SHA-256. */
export class PostgresPayloads implements Payloads {
  constructor(private readonly query: Query) {}

  async put(texts: ReadonlyMap<string, Buffer>): Promise<void> {
    // One by one: each may be as large as a statement should be.
    for (const [sha256, content] of texts) {
      const text = 'INSERT INTO event_store.payloads (sha256, bytes, content) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING';
      await this.query({ text, values: [sha256, content.length, content] });
    }
  }

  async get(sha256s: readonly string[]): Promise<ReadonlyMap<string, Buffer>> {
    const text = 'SELECT sha256, content FROM event_store.payloads WHERE sha256 = ANY ($1)';
    const rows = await this.query<{ sha256: string; content: Buffer }>({ text, values: [sha256s] });
    return new Map(rows.map(({ sha256, content }) => [sha256, content]));
  }
}
