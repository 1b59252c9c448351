import type pg from 'pg';
import { PROJECTED_TABLES } from '../tables';

/** Where the next generation of the tables grows. */
export const NEXT = 'mc_rebuild';

const names = PROJECTED_TABLES.map(({ name }) => name);

/** Empty twins of the projected tables, with their indexes, checks, triggers and privileges, and a checkpoint of their own. */
export const createGeneration = async (client: pg.ClientBase, live: string): Promise<void> => {
  await client.query(`DROP SCHEMA IF EXISTS ${NEXT} CASCADE; CREATE SCHEMA ${NEXT}`);
  for (const name of [...names, 'checkpoints']) {
    await client.query(`CREATE TABLE ${NEXT}.${name} (LIKE ${live}.${name} INCLUDING ALL)`);
    await copyStorage(client, live, name);
    await copyTriggers(client, live, name);
    await copyPrivileges(client, live, name);
  }
};

const copyStorage = async (client: pg.ClientBase, live: string, name: string): Promise<void> => {
  const { rows } = await client.query<{ options: string[] | null }>(
    'SELECT reloptions AS options FROM pg_class WHERE oid = $1::regclass',
    [`${live}.${name}`],
  );
  const options = rows[0]?.options;
  if (options) await client.query(`ALTER TABLE ${NEXT}.${name} SET (${options.join(', ')})`);
};

const copyTriggers = async (client: pg.ClientBase, live: string, name: string): Promise<void> => {
  const { rows } = await client.query<{ name: string; definition: string; always: boolean }>(
    `SELECT tgname AS name, pg_get_triggerdef(oid) AS definition, tgenabled = 'A' AS always
       FROM pg_trigger WHERE tgrelid = $1::regclass AND NOT tgisinternal`,
    [`${live}.${name}`],
  );
  for (const trigger of rows) {
    await client.query(trigger.definition.replace(` ON ${live}.${name} `, ` ON ${NEXT}.${name} `));
    if (trigger.always) await client.query(`ALTER TABLE ${NEXT}.${name} ENABLE ALWAYS TRIGGER ${trigger.name}`);
  }
};

/** Also what the owner has given up. */
const copyPrivileges = async (client: pg.ClientBase, live: string, name: string): Promise<void> => {
  const { rows } = await client.query<{ sql: string }>(
    `SELECT format('GRANT %s ON ${NEXT}.${name} TO %s', a.privilege_type, a.grantee::regrole) AS sql
       FROM pg_class c, aclexplode(c.relacl) a WHERE c.oid = $1::regclass AND a.grantee <> 0`,
    [`${live}.${name}`],
  );
  if (rows.length === 0) return;
  await client.query(`REVOKE ALL ON ${NEXT}.${name} FROM CURRENT_USER`);
  for (const { sql } of rows) await client.query(sql);
};

/** Puts the next generation in the place of the live one. In the caller's transaction, which holds the locks. */
export const swapGeneration = async (client: pg.ClientBase, live: string, keep: string | null): Promise<void> => {
  if (keep) await client.query(`CREATE SCHEMA ${keep}`);
  for (const name of names) {
    await client.query(keep ? `ALTER TABLE ${live}.${name} SET SCHEMA ${keep}` : `DROP TABLE ${live}.${name}`);
    await client.query(`ALTER TABLE ${NEXT}.${name} SET SCHEMA ${live}`);
  }
};

export const lockGeneration = async (client: pg.ClientBase, live: string): Promise<void> => {
  await client.query(
    `LOCK TABLE ${['checkpoints', ...names].map((name) => `${live}.${name}`).join(', ')} IN ACCESS EXCLUSIVE MODE`,
  );
};
