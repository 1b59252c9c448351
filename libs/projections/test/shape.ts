import type pg from 'pg';

/** Columns, indexes, constraints, triggers and privileges of every table in a schema, as the database tells them. */
export const shapes = async (pool: pg.Pool, schema = 'public') => {
  const ask = async (sql: string) => (await pool.query(sql, [schema])).rows;
  return {
    columns: await ask(
      `SELECT table_name, column_name, data_type, is_nullable, generation_expression FROM information_schema.columns
        WHERE table_schema = $1 ORDER BY table_name, ordinal_position`,
    ),
    indexes: await ask(
      'SELECT tablename, indexname, indexdef FROM pg_indexes WHERE schemaname = $1 ORDER BY tablename, indexname',
    ),
    checks: await ask(
      `SELECT conrelid::regclass::text AS table_name, pg_get_constraintdef(oid) AS definition FROM pg_constraint
        WHERE connamespace = $1::regnamespace AND contype IN ('c', 'p', 'u') ORDER BY 1, 2`,
    ),
    triggers: await ask(
      `SELECT tgrelid::regclass::text AS table_name, tgname, tgenabled, pg_get_triggerdef(t.oid) AS definition
         FROM pg_trigger t JOIN pg_class c ON c.oid = tgrelid WHERE relnamespace = $1::regnamespace AND NOT tgisinternal ORDER BY 1, 2`,
    ),
    privileges: await ask(
      `SELECT relname, a.grantee::regrole::text AS grantee, a.privilege_type FROM pg_class c, aclexplode(c.relacl) a
        WHERE relnamespace = $1::regnamespace AND relkind = 'r' ORDER BY 1, 2, 3`,
    ),
    owners: await ask('SELECT tablename, tableowner FROM pg_tables WHERE schemaname = $1 ORDER BY 1'),
  };
};
