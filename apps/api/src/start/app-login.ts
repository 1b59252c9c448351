import { createHmac } from 'node:crypto';
import pg from 'pg';

/** The login of the app: a member of `mc_app`, and of nothing else. Whoever gets hold of its session can read and append, no more. */
export const APP_LOGIN = 'mc_app_login';

const ATTEMPTS_MAX = 5;
/** Two processes change the same role at the same time. */
const CONCURRENT = new Set(['XX000', '40001', '40P01', '23505', '42710']);

const giveLogin = (password: string): string => `
DO $$
BEGIN
  IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = '${APP_LOGIN}') THEN
    CREATE ROLE ${APP_LOGIN} LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE;
  END IF;
  ALTER ROLE ${APP_LOGIN} WITH LOGIN PASSWORD '${password}';
  GRANT mc_app TO ${APP_LOGIN};
  EXECUTE format('GRANT CONNECT ON DATABASE %I TO ${APP_LOGIN}', current_database());
END $$`;

/**
 * Makes the app's own login and answers its connection string; `null` when the owner's has no password to derive one from.
 * Every process with the same owner derives the same password, so none locks the others out.
 */
export const openAppLogin = async (ownerUrl: string): Promise<string | null> => {
  const url = new URL(ownerUrl);
  if (url.password === '') return null;
  // Hex only: it can stand in SQL and in a URL as it is.
  const password = createHmac('sha256', decodeURIComponent(url.password))
    .update('mission control: login of the app')
    .digest('hex');
  await runConcurrently(ownerUrl, giveLogin(password));
  url.username = APP_LOGIN;
  url.password = password;
  return url.href;
};

const runConcurrently = async (ownerUrl: string, sql: string): Promise<void> => {
  const client = new pg.Client({ connectionString: ownerUrl });
  await client.connect();
  try {
    for (let attempt = 1; ; attempt++) {
      try {
        await client.query(sql);
        return;
      } catch (error) {
        if (!CONCURRENT.has(String((error as { code?: unknown }).code)) || attempt === ATTEMPTS_MAX) throw error;
      }
    }
  } finally {
    await client.end();
  }
};
