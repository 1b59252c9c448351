import type pg from 'pg';
import { PROJECTED_TABLES } from '../src/tables';

/** Every projected table, whole, in the order of its key. */
export const allRows = async (pool: pg.Pool, schema = 'public'): Promise<Record<string, unknown[]>> => {
  const tables: Record<string, unknown[]> = {};
  for (const { name, key } of PROJECTED_TABLES) {
    const { rows } = await pool.query(`SELECT * FROM ${schema}.${name} ORDER BY ${Object.keys(key).join(', ')}`);
    tables[name] = rows;
  }
  return tables;
};
