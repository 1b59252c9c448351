// npm test: unit, integration and API tests of every project (jest), then the browser journeys (Playwright) against the
// built product; one throw-away PostgreSQL for all of jest. Ends with one line of honest numbers.
// `npm test -- some/path` runs jest alone, for test files whose path holds these words.
import { spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { openBroker } from './jest/postgres-broker.mjs';
import { requireNode } from './require-node.mjs';

requireNode();
const root = fileURLToPath(new URL('..', import.meta.url));
const words = process.argv.slice(2);
const reports = mkdtempSync(join(tmpdir(), 'mission-control-reports-'));
const broker = process.env.MC_TEST_POSTGRES_URL ? undefined : await openBroker();
const env = {
  ...process.env,
  MC_TEST_REPORT_DIR: reports,
  ...(broker ? { MC_TEST_POSTGRES_BROKER: broker.url } : {}),
};

const run = (command, args) =>
  new Promise((done, fail) => {
    const child = spawn(join(root, 'node_modules/.bin', command), args, { cwd: root, env, stdio: 'inherit' });
    child.once('error', fail).once('close', (code) => done(code ?? 1));
  });

const readReports = () => readdirSync(reports).map((name) => JSON.parse(readFileSync(join(reports, name), 'utf8')));

const total = () => {
  const all = readReports();
  const sum = (field) => all.reduce((before, report) => before + report[field], 0);
  return { passed: sum('passed'), failed: sum('failed'), skipped: all.flatMap(({ skipped }) => skipped) };
};

/** A stage that ends badly without naming a test (a crash, a build) counts as one failure. */
const stage = async (name, command, args) => {
  const before = total().failed;
  const code = await run(command, args);
  if (code === 0 || total().failed > before) return 0;
  console.error(`${name} ended with code ${code} without a failed test`);
  return 1;
};

// The children get the signal too, and end; what they leave is ours to clear away.
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => undefined);

const jest = [
  'run-many',
  '-t',
  'test',
  '--output-style=stream',
  ...(words.length > 0 ? ['--', '--passWithNoTests', ...words] : []),
];
let broken = await stage('jest', 'nx', jest);
if (words.length === 0) {
  const unbuilt = await stage('the build', 'nx', ['run-many', '-t', 'build']);
  broken += unbuilt || (await stage('playwright', 'playwright', ['test', '-c', 'apps/e2e']));
}
await broker?.close();

const { passed, failed, skipped } = total();
rmSync(reports, { recursive: true, force: true });
for (const name of skipped) console.log(`skipped: ${name}`);
console.log(`${passed} passed, ${failed + broken} failed, ${skipped.length} skipped`);
process.exitCode = failed + broken > 0 || passed === 0 ? 1 : 0;
