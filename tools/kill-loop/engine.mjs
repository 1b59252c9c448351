import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const SCRIPT = fileURLToPath(new URL('../openai-engine.mjs', import.meta.url));

/** The engine, in a process that is never killed: its journal is what really happened. */
export const startEngine = async () => {
  const child = spawn(process.execPath, [SCRIPT, '--model', 'test-model'], { stdio: ['ignore', 'pipe', 'inherit'] });
  process.once('exit', () => child.kill());
  const url = await new Promise((done, fail) => {
    child.once('exit', () => fail(new Error('the engine ended')));
    child.stdout.once('data', (line) => done(/ready (\S+)/.exec(String(line))[1]));
  });
  return {
    url,
    /** Every request for a step: `{tag, step, startedAt, aborted}`, by the mark that its prompt carries. */
    sends: async () => {
      const journal = await (await fetch(`${url}/__journal`)).json();
      return journal.flatMap(({ body, startedAt, aborted, headers }) => {
        const mark = /<<(\w+) (\w+)>>/.exec(body);
        return mark ? [{ tag: mark[1], step: mark[2], startedAt, aborted, key: headers['idempotency-key'] }] : [];
      });
    },
    stop: () => child.kill(),
  };
};
