import { existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from '@jest/globals';
import { Client } from 'pg';
import { canBeNobody, hasUserNamespaces, isRoot, makeFolder, NOBODY, removeFolders } from '../../test/embedded-postgres/folders';
import { ended, type LauncherProcess, spawnLauncher, startLauncher } from '../../test/embedded-postgres/launcher-process';
import { type EmbeddedPostgres, startEmbeddedPostgres } from '.';
import { askUntil } from './progress';

const NO_SUCH_PID = 2 ** 22 + 1;

const running: { stop(): Promise<void> }[] = [];
const log: string[] = [];

const start = async (dataDir: string): Promise<EmbeddedPostgres> => {
  const postgres = await startEmbeddedPostgres({ dataDir, log: (line) => log.push(line) });
  running.push(postgres);
  return postgres;
};

const launch = async (
  dataDir: string,
  options: { uid?: number; env?: Record<string, string> } = {},
): Promise<LauncherProcess> => {
  const process = await startLauncher({ dataDir, ...options });
  running.push(process);
  return process;
};

const query = async (url: string, sql: string): Promise<unknown[]> => {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query(sql)).rows;
  } finally {
    await client.end();
  }
};

afterEach(async () => {
  await Promise.all(running.splice(0).map((one) => one.stop()));
  removeFolders();
  log.length = 0;
});

describe('a first start', () => {
  it('makes a durable UTF-8 database that listens on the loopback alone', async () => {
    const { ownerUrl, adopted } = await start(makeFolder());
    expect(adopted).toBe(false);
    const facts = `SELECT current_setting('server_encoding') AS encoding, datcollate, datlocprovider, datlocale,
      current_setting('fsync') AS fsync, current_setting('data_checksums') AS checksums, current_setting('full_page_writes') AS pages,
      current_setting('listen_addresses') AS addresses, current_setting('unix_socket_directories') AS sockets,
      current_setting('password_encryption') AS passwords, current_database() AS name
      FROM pg_database WHERE datname = current_database()`;
    expect(await query(ownerUrl, facts)).toEqual([
      {
        ...{
          encoding: 'UTF8',
          datcollate: 'C',
          datlocprovider: 'b',
          datlocale: 'C.UTF-8',
          fsync: 'on',
          checksums: 'on',
          pages: 'on',
        },
        ...{ addresses: '127.0.0.1', sockets: '', passwords: 'scram-sha-256', name: 'mission_control' },
      },
    ]);
    const methods = await query(ownerUrl, 'SELECT DISTINCT auth_method FROM pg_hba_file_rules');
    expect(methods).toEqual([{ auth_method: 'scram-sha-256' }]);
  });

  it('keeps the password in a file that only its owner can read, and nowhere else', async () => {
    const dataDir = makeFolder();
    const { password } = await start(dataDir);
    const folder = join(dataDir, 'postgres');
    expect(readFileSync(join(folder, 'password'), 'utf8')).toBe(password);
    expect(statSync(join(folder, 'password')).mode & 0o777).toBe(0o600);
    expect(statSync(join(folder, 'data')).mode & 0o777).toBe(0o700);
    expect(existsSync(join(folder, 'password-for-initdb'))).toBe(false);
    expect(readFileSync(join(folder, 'server.log'), 'utf8')).not.toContain(password);
  });

  it.each([{ LANG: 'C' }, { LC_ALL: 'xx_YY.nonsense' }, { LANG: 'en_US.UTF-8', PGDATA: '/nowhere', PGPORT: '1' }])(
    'does not depend on the environment (%j)',
    async (env) => {
      const { ownerUrl } = await launch(makeFolder(), { env });
      expect(await query(ownerUrl, "SELECT current_setting('server_encoding') AS encoding, chr(128640) AS rocket")).toEqual([
        { encoding: 'UTF8', rocket: '🚀' },
      ]);
    },
  );

  it('throws away what an interrupted start left half-made', async () => {
    const dataDir = makeFolder();
    const halfMade = join(dataDir, `postgres.new-${NO_SUCH_PID}`);
    mkdirSync(join(halfMade, 'data'), { recursive: true });
    writeFileSync(join(halfMade, 'data/PG_VERSION'), '18\n');
    await start(dataDir);
    expect(existsSync(halfMade)).toBe(false);
  });

  it('survives a kill in the middle of making the database', async () => {
    const dataDir = makeFolder();
    const child = spawnLauncher({ dataDir });
    const begun = join(dataDir, `postgres.new-${child.pid}`, 'data', 'PG_VERSION');
    expect(await askUntil(() => existsSync(begun) || undefined, { timeoutMs: 20_000, everyMs: 5 })).toBe(true);
    child.kill('SIGKILL');
    await ended(child);
    const { ownerUrl } = await start(dataDir);
    expect(await query(ownerUrl, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
  });

  it('refuses a folder of the same name that holds something else', async () => {
    const dataDir = makeFolder();
    mkdirSync(join(dataDir, 'postgres'));
    writeFileSync(join(dataDir, 'postgres/notes.txt'), 'precious');
    await expect(start(dataDir)).rejects.toThrow(/holds no complete database.*DATABASE_URL/);
    expect(readFileSync(join(dataDir, 'postgres/notes.txt'), 'utf8')).toBe('precious');
  });

  it('refuses the data of another PostgreSQL version', async () => {
    const dataDir = makeFolder();
    mkdirSync(join(dataDir, 'postgres/data'), { recursive: true });
    writeFileSync(join(dataDir, 'postgres/data/PG_VERSION'), '17\n');
    await expect(start(dataDir)).rejects.toThrow(/made by PostgreSQL 17, this is 18/);
  });
});

describe('a later start', () => {
  it('keeps the data and the port', async () => {
    const dataDir = makeFolder();
    const first = await start(dataDir);
    await query(first.ownerUrl, 'CREATE TABLE kept AS SELECT 42 AS answer');
    await first.stop();
    const second = await start(dataDir);
    expect(second).toMatchObject({ ownerUrl: first.ownerUrl, adopted: false });
    expect(await query(second.ownerUrl, 'SELECT answer FROM kept')).toEqual([{ answer: 42 }]);
  });

  it('adopts the server that a killed process left running, and stops it in the end', async () => {
    const dataDir = makeFolder();
    const killed = await launch(dataDir);
    await query(killed.ownerUrl, 'CREATE TABLE kept AS SELECT 42 AS answer');
    await killed.kill();
    const postgres = await start(dataDir);
    expect(postgres).toMatchObject({ adopted: true, pid: killed.pid, ownerUrl: killed.ownerUrl });
    expect(await query(postgres.ownerUrl, 'SELECT answer FROM kept')).toEqual([{ answer: 42 }]);
    await postgres.stop();
    expect(existsSync(join(dataDir, 'postgres/data/postmaster.pid'))).toBe(false);
    await expect(query(postgres.ownerUrl, 'SELECT 1')).rejects.toThrow(/ECONNREFUSED/);
  });

  it.each([
    ['nobody has', NO_SUCH_PID],
    ['another program has by now', process.pid],
  ])('ignores a postmaster.pid with a process id that %s', async (_who, pid) => {
    const dataDir = makeFolder();
    await (await start(dataDir)).stop();
    writeFileSync(
      join(dataDir, 'postgres/data/postmaster.pid'),
      `${pid}\n${join(dataDir, 'postgres/data')}\n1\n5432\n\n127.0.0.1\n0 0\nready\n`,
    );
    expect((await start(dataDir)).adopted).toBe(false);
  });

  it('recovers after both the process and its server were killed', async () => {
    const dataDir = makeFolder();
    const killed = await launch(dataDir);
    await query(killed.ownerUrl, 'CREATE TABLE kept AS SELECT 42 AS answer');
    await killed.kill();
    process.kill(killed.pid, 'SIGKILL');
    const postgres = await start(dataDir);
    expect(await query(postgres.ownerUrl, 'SELECT answer FROM kept')).toEqual([{ answer: 42 }]);
  });

  it('says so when the password file does not fit', async () => {
    const dataDir = makeFolder();
    await (await start(dataDir)).stop();
    writeFileSync(join(dataDir, 'postgres/password'), 'wrong');
    await expect(start(dataDir)).rejects.toThrow(/is not the one of the database/);
  });
});

describe('while it runs', () => {
  it('brings the server back when somebody kills it', async () => {
    const postgres = await start(makeFolder());
    const killed = postgres.pid;
    await query(postgres.ownerUrl, 'CREATE TABLE kept AS SELECT 42 AS answer');
    process.kill(killed, 'SIGKILL');
    const answer = await askUntil(() => query(postgres.ownerUrl, 'SELECT answer FROM kept').catch(() => undefined), {
      timeoutMs: 20_000,
    });
    expect(answer).toEqual([{ answer: 42 }]);
    await askUntil(() => log.includes('PostgreSQL runs again') || undefined, { timeoutMs: 5_000 });
    expect(postgres.pid).not.toBe(killed);
  });

  it('refuses a second process on the same data, and leaves the first alone', async () => {
    const dataDir = makeFolder();
    const postgres = await start(dataDir);
    const refusal = `Another Mission Control process (pid ${process.pid}) already uses the data directory ${dataDir}`;
    await expect(startLauncher({ dataDir })).rejects.toThrow(refusal);
    expect(await query(postgres.ownerUrl, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
  });

  it('lets one of several first starts win, and refuses the others', async () => {
    const dataDir = makeFolder();
    const outcomes = await Promise.allSettled([1, 2, 3].map(() => launch(dataDir)));
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    for (const outcome of outcomes)
      if (outcome.status === 'rejected') expect(String(outcome.reason)).toMatch(/already uses the data directory/);
  });

  it('is out of reach of a Ctrl-C in the terminal, and stops with its process', async () => {
    const launcher = await launch(makeFolder());
    // What a terminal sends goes to the process group; the server has its own.
    const group = (pid: number | undefined) => readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ')[2];
    if (process.platform === 'linux') expect(group(launcher.pid)).not.toBe(group(launcher.child.pid));
    await launcher.stop();
    await expect(query(launcher.ownerUrl, 'SELECT 1')).rejects.toThrow(/ECONNREFUSED/);
  });
});

describe('users', () => {
  // Skipped (and counted) where the tests do not run as root: then all of the above ran as a plain user.
  const asNobody = canBeNobody ? it : it.skip;
  const inNamespace = hasUserNamespaces ? it : it.skip;

  asNobody('a plain user runs it', async () => {
    const dataDir = makeFolder(NOBODY);
    const killed = await launch(dataDir, { uid: NOBODY });
    expect(statSync(join(dataDir, 'postgres/data')).uid).toBe(NOBODY);
    await killed.kill();
    expect(await launch(dataDir, { uid: NOBODY })).toMatchObject({ adopted: true, pid: killed.pid });
  });

  asNobody('root serves data that a plain user made, as that user', async () => {
    const dataDir = makeFolder(NOBODY);
    await (await launch(dataDir, { uid: NOBODY })).stop();
    const { ownerUrl } = await start(dataDir);
    expect(await query(ownerUrl, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
  });

  asNobody('a plain user is told about data of another user, and about a folder that cannot be written', async () => {
    const dataDir = makeFolder();
    await (await start(dataDir)).stop();
    await expect(startLauncher({ dataDir, uid: NOBODY })).rejects.toThrow(/belongs to another user \(uid 0\).*DATABASE_URL/);
    await expect(startLauncher({ dataDir: makeFolder(), uid: NOBODY })).rejects.toThrow(/cannot be used.*DATABASE_URL/);
    await expect(startLauncher({ dataDir: join(makeFolder(), 'deep'), uid: NOBODY })).rejects.toThrow(
      /cannot be made.*DATABASE_URL/,
    );
  });

  (isRoot ? it : it.skip)('root hands the data to a user without rights', async () => {
    const dataDir = makeFolder();
    await start(dataDir);
    expect(statSync(join(dataDir, 'postgres/data')).uid).not.toBe(0);
  });

  inNamespace('root uses a user namespace where no other user gets through', async () => {
    const closed = join(makeFolder(), 'closed');
    mkdirSync(closed, { mode: 0o700 });
    const dataDir = join(closed, 'data');
    const first = await start(dataDir);
    await query(first.ownerUrl, 'CREATE TABLE kept AS SELECT 42 AS answer');
    expect(statSync(join(dataDir, 'postgres/data')).uid).toBe(0);
    await first.stop();
    expect(await query((await start(dataDir)).ownerUrl, 'SELECT answer FROM kept')).toEqual([{ answer: 42 }]);
  });
});
