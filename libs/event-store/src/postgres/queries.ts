import type pg from 'pg';
import { EventStoreUnavailable } from '../errors';
import { READ_TIMEOUT_MS } from '../limits';
import { textOf } from './failures';

/** Reads from the pool; whatever fails is the database being unavailable, with the reason as its cause. */
export type Query = <Row extends pg.QueryResultRow>(config: pg.QueryConfig) => Promise<Row[]>;

export const queryOf =
  (pool: pg.Pool): Query =>
  async <Row extends pg.QueryResultRow>(config: pg.QueryConfig): Promise<Row[]> => {
    try {
      // The driver knows this member; its types do not.
      const limited: pg.QueryConfig & { query_timeout: number } = { ...config, query_timeout: READ_TIMEOUT_MS };
      return (await pool.query<Row>(limited)).rows;
    } catch (error) {
      throw new EventStoreUnavailable(`the database did not answer: ${textOf(error)}`, { cause: error });
    }
  };
