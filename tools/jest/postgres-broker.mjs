// One throw-away PostgreSQL for a whole test run, started when the first test asks for it.
//
// Whoever runs tests (jest of one project, or tools/test.mjs around all of them) opens a broker and puts its address into
// MC_TEST_POSTGRES_BROKER; a test that needs a database asks there (libs/event-store/src/test-database.ts). Unit tests
// never ask, so they never pay for a server. MC_TEST_POSTGRES_URL, a superuser's connection string, replaces all of this.
import { randomUUID } from 'node:crypto';
import { chmod, mkdir, readdir, readFile, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const PREFIX = 'mission-control-test-';

const isAlive = (pid) => {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return error.code === 'EPERM';
  }
};

/** A test run that was killed leaves its server and its folder; the next run clears them away. */
const clearLeftovers = async () => {
  for (const name of await readdir(tmpdir())) {
    if (!name.startsWith(PREFIX) || isAlive(Number(name.slice(PREFIX.length)))) continue;
    const folder = join(tmpdir(), name);
    const pidFile = await readFile(join(folder, 'postgres/data/postmaster.pid'), 'utf8').catch(() => '');
    const pid = Number(pidFile.split('\n')[0]);
    const command = await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '');
    if (command.includes(folder)) process.kill(pid, 'SIGQUIT');
    await rm(folder, { recursive: true, force: true, maxRetries: 10 }).catch(() => undefined);
  }
};

const startServer = async (folder) => {
  await clearLeftovers();
  await mkdir(folder);
  // Root hands the server to another user, who must get through.
  await chmod(folder, 0o711);
  // The bundler takes a moment to load, which unit tests need not wait for.
  const { buildLauncher } = await import('../build-launcher.mjs');
  const { startEmbeddedPostgres } = await import(await buildLauncher());
  const settings = { max_connections: '200' };
  return startEmbeddedPostgres({ dataDir: folder, log: console.error, durable: false, settings });
};

/** @returns {Promise<{ url: string, close: () => Promise<void> }>} */
export const openBroker = async () => {
  const folder = join(tmpdir(), `${PREFIX}${process.pid}`);
  const path = `/${randomUUID()}`;
  let starting;
  const server = createServer(async (request, response) => {
    if (request.url !== path) return response.writeHead(404).end();
    starting ??= startServer(folder);
    try {
      response.end((await starting).ownerUrl);
    } catch (error) {
      response.writeHead(500).end(error.message);
    }
  });
  await new Promise((done) => server.listen(0, '127.0.0.1', done));
  return {
    url: `http://127.0.0.1:${server.address().port}${path}`,
    close: async () => {
      server.closeAllConnections();
      await new Promise((done) => server.close(done));
      const postgres = await starting?.catch(() => undefined);
      await postgres?.stop();
      if (starting) await rm(folder, { recursive: true, force: true });
    },
  };
};
