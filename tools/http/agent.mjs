import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

const pathOf = (relative) => fileURLToPath(new URL(relative, import.meta.url));
const SCRIPT = pathOf('../../examples/http-agent.mjs');
const WORK = pathOf('../../apps/api/src/gateways/testing/http-agent-work.mjs');
export const SECRET = `whsec_${Buffer.from('a secret of thirty-two bytes, no').toString('base64')}`;

/** The example agent, which can die and come back at the same address, or stand still. */
export const startAgent = async () => {
  const folder = mkdtempSync(join(tmpdir(), 'mission-control-http-'));
  const [file, journal] = [join(folder, 'states.ndjson'), join(folder, 'journal')];
  let child;
  let port = '0';
  const start = async () => {
    const own = {
      PORT: port,
      HTTP_AGENT_SECRET: SECRET,
      HTTP_AGENT_FILE: file,
      HTTP_AGENT_JOURNAL: journal,
      HTTP_AGENT_WORK: WORK,
    };
    child = spawn(process.execPath, [SCRIPT], { env: { ...process.env, ...own }, stdio: ['ignore', 'pipe', 'inherit'] });
    const [line] = await once(createInterface({ input: child.stdout }), 'line');
    const url = String(line).replace(/^ready /, '');
    port = new URL(url).port;
    return url;
  };
  process.once('exit', () => child.kill('SIGKILL'));
  const url = await start();
  return {
    url,
    /** How often it began, or stopped, work for a run. */
    count: (what, runId) => {
      try {
        return readFileSync(journal, 'utf8')
          .split('\n')
          .filter((line) => line.startsWith(`${what} ${runId}/`)).length;
      } catch {
        return 0;
      }
    },
    standStill: () => child.kill('SIGSTOP'),
    goOn: () => child.kill('SIGCONT'),
    kill: async () => {
      child.kill('SIGKILL');
      await once(child, 'exit');
    },
    start,
    stop: () => {
      child.kill('SIGKILL');
      rmSync(folder, { recursive: true, force: true });
    },
  };
};
