/**
 * Writes the table of refusals in docs/integrators.md anew from the contract: `node tools/problem-table.mjs`.
 * `npm run lint` (docs-check.mjs) fails when it is not current.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
// Types are stripped by Node itself; the module imports nothing but types.
import { PROBLEMS } from '../libs/contracts/src/problem.ts';

const BEGIN = '<!-- problems: written by tools/problem-table.mjs -->';
const END = '<!-- /problems -->';

const page = fileURLToPath(new URL('../docs/integrators.md', import.meta.url));

const table = () => {
  const rows = Object.entries(PROBLEMS)
    .sort(([codeA, [statusA]], [codeB, [statusB]]) => statusA - statusB || codeA.localeCompare(codeB))
    .map(([code, [status, title]]) => `| ${status} | \`${code}\` | ${title} |`);
  return ['', '| status | code | title |', '| --- | --- | --- |', ...rows, ''].join('\n');
};

/** The page as it should be. */
const withTable = (text) => {
  const [from, to] = [text.indexOf(BEGIN), text.indexOf(END)];
  if (from < 0 || to < from) throw new Error('docs/integrators.md has lost the marks of its table of problems');
  return `${text.slice(0, from + BEGIN.length)}\n${table()}\n${text.slice(to)}`;
};

export const isTableCurrent = () => {
  const text = readFileSync(page, 'utf8');
  return withTable(text) === text;
};

if (process.argv[1] === fileURLToPath(import.meta.url)) writeFileSync(page, withTable(readFileSync(page, 'utf8')));
