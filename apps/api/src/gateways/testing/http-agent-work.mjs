// Work for examples/http-agent.mjs that goes wrong on demand: `[[agent: word word=value ...]]` in a prompt.
//   delay=2s  tokens=120/80/40  no-usage  output=10MB  hostile  hang  fail=code [executed=yes]  tool=search
// HTTP_AGENT_JOURNAL names a file of lines `begun <key>` and `stopped <key>`.
import { appendFileSync } from 'node:fs';

const PIECE_MS = 100;
const HOSTILE =
  'NUL:\u0000 lone:\ud800 bell:\u0007 \u001b[31mred\u001b[0m bidi:\u202Eabc\u202C <script>window.__pwned=1</script>';

export const agents = ['researcher', 'writer', 'publisher'].map((name) => ({ name, model: 'gpt-4o-mini' }));

export const wordsOf = (text) => {
  const words = {};
  for (const [, source] of text.matchAll(/\[\[agent:([^\]]*)\]\]/g))
    for (const [, name, value = true] of source.matchAll(/([a-z][a-z-]*)(?:=(\S+))?/g)) words[name] = value;
  return words;
};

const ms = (value = '0') => Number.parseFloat(value) * (value.endsWith('ms') ? 1 : 1000);
const note = (what, { runId, stepKey, attempt }) =>
  appendFileSync(process.env.HTTP_AGENT_JOURNAL, `${what} ${runId}/${stepKey}/${attempt}\n`);

const pause = (milliseconds, signal) =>
  new Promise((resolve) => {
    const timer = setTimeout(resolve, milliseconds);
    signal.addEventListener('abort', () => resolve(clearTimeout(timer)), { once: true });
  });

const textOf = (words, prompt) => {
  if (words.hostile) return HOSTILE;
  if (words.output)
    return 'All work and no play. '
      .repeat((Number.parseInt(words.output, 10) * 2 ** 20) / 22 + 1)
      .slice(0, Number.parseInt(words.output, 10) * 2 ** 20);
  return [1, 2, 3, 4, 5].map((number) => `${number}. Fact ${number} for: ${prompt.slice(0, 60)}`).join('\n');
};

export const work = async (request, tell, signal) => {
  const { prompt, model } = request;
  const words = wordsOf(prompt);
  note('begun', request);
  signal.addEventListener('abort', () => note('stopped', request), { once: true });
  if (words.tool) await tell('tool', { name: words.tool, detail: 'looking it up' });
  const output = textOf(words, prompt);
  const [input, out, cached] = (words.tokens ?? '30/40/0').split('/').map(Number);
  const usage = (outputTokens) => [{ model, inputTokens: input, outputTokens, cacheReadTokens: cached }];
  const pieces = Math.max(1, Math.round(ms(words.delay) / PIECE_MS));
  for (let index = 0; index < pieces && !words.output; index += 1) {
    if (words.delay) await pause(PIECE_MS, signal);
    if (signal.aborted) return { output };
    const [from, to] = [index, index + 1].map((end) => Math.floor((end * output.length) / pieces));
    await tell('text', { text: output.slice(from, to) });
    if (!words['no-usage']) await tell('usage', { usage: usage(Math.round((out * (index + 1)) / pieces)) });
  }
  if (words.hang) await pause(2 ** 31 - 1, signal);
  if (words.fail)
    throw Object.assign(new Error(`the work failed: ${words.fail}`), {
      code: words.fail,
      ...(words.executed ? { executed: words.executed, retryable: false } : {}),
    });
  return words['no-usage'] ? { output } : { output, usage: usage(out) };
};
