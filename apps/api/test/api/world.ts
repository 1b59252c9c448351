import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Role } from '@mc/domain';
import { createTestDatabase, type TestDatabase } from '@mc/event-store/testing';
import { type App, type AppOverrides, startApp } from '../../src/app';
import { createLog } from '../../src/config/log';
import { readSettings, type Settings } from '../../src/config/settings';

export const ADMIN_KEY = 'test-admin-key';
export const PASSWORD = 'correct horse battery';

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  // biome-ignore lint/suspicious/noExplicitAny: a test looks at whatever came.
  readonly body: any;
  readonly text: string;
}

export interface Ask {
  readonly key?: string;
  readonly cookie?: string;
  readonly body?: unknown;
  /** Sent as it is, instead of `body`. */
  readonly raw?: string | Uint8Array<ArrayBuffer>;
  readonly headers?: Record<string, string>;
}

/** A database of its own, and processes of the API over it: what an acceptance test has in its hands. */
export class World {
  readonly apps: App[] = [];
  readonly said: string[] = [];

  private constructor(
    readonly database: TestDatabase,
    private readonly folder: string,
  ) {}

  static async open(): Promise<World> {
    const folder = await mkdtemp(join(tmpdir(), 'mc-api-'));
    return new World(await createTestDatabase(), folder);
  }

  /** One more process over the same database. */
  async start(environment: Record<string, string> = {}, overrides: AppOverrides = {}): Promise<App> {
    const settings: Settings = readSettings({
      PORT: '0',
      DATABASE_URL: this.database.url,
      MC_DATA_DIR: this.folder,
      MC_BOOTSTRAP_ADMIN_KEY: ADMIN_KEY,
      MC_SAMPLE: 'on',
      LOG_LEVEL: process.env.LOG_LEVEL ?? 'silent',
      ...environment,
    });
    const app = await startApp({
      settings,
      log: createLog(settings.logLevel),
      say: (line) => void this.said.push(line),
      onFatal: (error) => {
        throw error;
      },
      overrides,
    });
    this.apps.push(app);
    return app;
  }

  async stop(app: App): Promise<void> {
    this.apps.splice(this.apps.indexOf(app), 1);
    await app.close();
  }

  async close(): Promise<void> {
    for (const app of [...this.apps]) await this.stop(app);
    await this.database.drop();
    await rm(this.folder, { recursive: true, force: true });
  }
}

/** Speaks to one process as an integrator would, or as a browser with a cookie. */
export class Client {
  constructor(
    readonly url: string,
    private readonly who: Pick<Ask, 'key' | 'cookie'> = { key: ADMIN_KEY },
  ) {}

  get = (path: string, ask: Ask = {}) => this.send('GET', path, ask);
  post = (path: string, body?: unknown, ask: Ask = {}) => this.send('POST', path, { body, ...ask });
  put = (path: string, body?: unknown, ask: Ask = {}) => this.send('PUT', path, { body, ...ask });
  delete = (path: string, ask: Ask = {}) => this.send('DELETE', path, ask);

  async send(method: string, path: string, ask: Ask = {}): Promise<Answer> {
    const { key, cookie } = { ...this.who, ...ask };
    const response = await fetch(`${this.url}${path.startsWith('/') ? '' : '/api/v1/'}${path}`, {
      method,
      headers: {
        ...(key === undefined ? {} : { authorization: `Bearer ${key}` }),
        ...(cookie === undefined ? {} : { cookie }),
        ...(ask.body === undefined && ask.raw === undefined ? {} : { 'content-type': 'application/json' }),
        ...ask.headers,
      },
      ...(ask.raw !== undefined ? { body: ask.raw } : ask.body !== undefined ? { body: JSON.stringify(ask.body) } : {}),
    });
    const text = await response.text();
    return { status: response.status, headers: response.headers, body: parsed(text), text };
  }
}

const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};

/** Lets the sample's engine answer at once; by default it takes its time, as an engine does. */
export const hurry = (admin: Client): Promise<Answer> =>
  admin.put('gateways/simulated', { kind: 'simulated', options: { defaults: 'delay=1ms' } });

/** Adds a person with these roles, and signs them in. */
export const signedIn = async (admin: Client, username: string, roles: readonly Role[]): Promise<Client> => {
  const added = await admin.post('operators', { username, email: `${username}@example.com`, roles, password: PASSWORD });
  if (added.status !== 201) throw new Error(`operator ${username} was not added: ${added.text}`);
  return signIn(admin.url, { username, password: PASSWORD });
};

export const signIn = async (url: string, body: unknown): Promise<Client> => {
  const answer = await new Client(url, {}).post('auth/session', body);
  const cookie = answer.headers.get('set-cookie')?.split(';')[0];
  if (answer.status !== 201 || !cookie) throw new Error(`not signed in: ${answer.text}`);
  return new Client(url, { cookie });
};

/** Asks until the answer is as wanted; each time it waits for the log to move on, and never longer than a while. */
export const until = async (
  ask: () => Promise<Answer>,
  isWanted: (answer: Answer) => boolean,
  timeoutMs = 15_000,
): Promise<Answer> => {
  const endsAt = Date.now() + timeoutMs;
  for (;;) {
    const answer = await ask();
    if (isWanted(answer)) return answer;
    if (Date.now() > endsAt) throw new Error(`it never came to be; last: ${answer.status} ${answer.text.slice(0, 1_000)}`);
    await new Promise((next) => setTimeout(next, 50));
  }
};
