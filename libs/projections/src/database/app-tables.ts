import type { Generated } from 'kysely';

/** Tables that are no projection; see migration 3. Instants are ISO-8601 texts. */
export interface AppTables {
  checkpoints: {
    name: string;
    version: number;
    position: Generated<number>;
    fence: Generated<number>;
    owner: string | null;
    lease_until: string | null;
  };
  process_leases: { incarnation: string; lease_until: string; heard_position: Generated<number> };
  sessions: {
    id_hash: string;
    operator_id: string;
    created_at: string;
    last_seen_at: string;
    expires_at: string;
    user_agent: string | null;
    address: string | null;
  };
  passwords: { operator_id: string; hash: string; changed_at: string };
  secrets: { name: string; sealed: Buffer; changed_at: string };
  key_uses: { key_id: string; last_used_at: string };
}
