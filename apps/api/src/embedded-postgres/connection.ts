import { Client } from 'pg';
import { codeOf, messageOf } from '../errors';
import { SUPERUSER } from './cluster';

export const HOST = '127.0.0.1';
const CONNECT_TIMEOUT_MS = 5_000;

/** PostgreSQL answers these while it starts, recovers or stops; a refused or reset connection means the same. */
const NOT_YET = ['57P03', '57P01', '57P02', 'ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'ETIMEDOUT'];

export const isNotYet = (error: unknown): boolean =>
  NOT_YET.includes(codeOf(error) ?? '') || /terminated unexpectedly|timeout/i.test(messageOf(error));

/** A connection of the superuser. The caller ends it. */
export const connect = async (port: number, password: string, database: string, name: string): Promise<Client> => {
  const client = new Client({
    host: HOST,
    port,
    user: SUPERUSER,
    password,
    database,
    application_name: name,
    connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
    keepAlive: true,
  });
  // A server that goes away in between is noticed by whoever asks next; without a listener the process would end.
  client.on('error', () => undefined);
  try {
    await client.connect();
    return client;
  } catch (error) {
    await client.end().catch(() => undefined);
    throw error;
  }
};
