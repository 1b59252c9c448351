import type pg from 'pg';

/** `split`: tables belong to `mc_owner`, the app is a member of `mc_app`. `single`: one login is owner and app at once. */
export type RoleMode = 'split' | 'single';

const ATTEMPTS_MAX = 5;
/** Two databases of one server change the same role at the same time. */
const CONCURRENT = new Set(['XX000', '40001', '40P01', '23505', '42710']);

const CREATE_ROLES = `
DO $$
DECLARE
  wanted text;
BEGIN
  FOREACH wanted IN ARRAY ARRAY['mc_owner', 'mc_app'] LOOP
    IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = wanted) THEN
      BEGIN
        EXECUTE format('CREATE ROLE %I NOLOGIN', wanted);
      EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL;
      END;
    END IF;
  END LOOP;
  -- From version 16 on, who makes a role is a member of it that may not become it; but may give itself that right.
  BEGIN
    SET LOCAL ROLE mc_owner;
    RESET ROLE;
  EXCEPTION WHEN insufficient_privilege THEN
    EXECUTE format('GRANT mc_owner TO %I', current_user);
  END;
  EXECUTE format('GRANT CREATE, USAGE ON SCHEMA %I TO mc_owner', current_schema());
  EXECUTE format('GRANT USAGE ON SCHEMA %I TO mc_app', current_schema());
  EXECUTE format('GRANT CREATE ON DATABASE %I TO mc_owner', current_database());
  -- Proves that the tables can really be handed over; the transaction gives the role back.
  SET LOCAL ROLE mc_owner;
  RESET ROLE;
END $$`;

/**
 * Makes the two roles, or finds that this login may not: then it is owner and app at once, and triggers alone protect the log.
 * What the first start found stays.
 */
export const prepareRoles = async (client: pg.ClientBase): Promise<RoleMode> => {
  const settled = await settledMode(client);
  if (settled) return settled;
  for (let attempt = 1; ; attempt++) {
    try {
      await client.query(CREATE_ROLES);
      return 'split';
    } catch (error) {
      const code = (error as { code?: unknown }).code;
      if (code === '42501') return 'single';
      if (typeof code !== 'string' || !CONCURRENT.has(code) || attempt === ATTEMPTS_MAX) throw error;
    }
  }
};

const settledMode = async (client: pg.ClientBase): Promise<RoleMode | null> => {
  const { rows } = await client.query<{ owner: string }>(
    `SELECT tableowner AS owner FROM pg_tables WHERE schemaname = current_schema() AND tablename = 'schema_migrations'`,
  );
  if (!rows[0]) return null;
  return rows[0].owner === 'mc_owner' ? 'split' : 'single';
};

/** For a single login both role names mean itself. */
export const sqlForMode = (sql: string, mode: RoleMode, login: string): string =>
  mode === 'split' ? sql : sql.replaceAll(/\bmc_(owner|app)\b/g, () => quoted(login));

const quoted = (name: string): string => `"${name.replaceAll('"', '""')}"`;
