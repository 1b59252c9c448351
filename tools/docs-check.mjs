/**
 * Checks the documentation: every relative link leads to a file, and every `#part` to a heading; no page speaks of the machine
 * it was written on, or of where packages are downloaded from; the generated table of problems is current.
 */
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, statSync } from 'node:fs';
import { dirname, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { isTableCurrent } from './problem-table.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const git = (...args) => execFileSync('git', args, { cwd: root, encoding: 'utf8' }).split('\0').filter(Boolean);
// Also pages that are not committed yet.
const pages = git('ls-files', '-z', '--cached', '--others', '--exclude-standard', '*.md').filter((page) =>
  existsSync(resolve(root, page)),
);

const LINK = /!?\[[^\]]*\]\(([^()\s]+)(?:\s+"[^"]*")?\)/g;
const MACHINE_PATH = /(?<![\w.:/-])\/(?:home|root|Users|work|tmp|private|mnt)\/[\w.-]+/;
const REGISTRY_HOST = /\b(?:registry|npm|artifactory|nexus|proxy|mirror)\.[\w-]+\.\w+|\bnpmjs\.\w+/i;

const withoutCode = (text) => text.replace(/^(```|~~~)[\s\S]*?^\1/gm, '').replace(/`[^`\n]*`/g, '');

/** As GitHub names the anchors of headings. */
const anchorsOf = (text) =>
  text
    .replace(/^(```|~~~)[\s\S]*?^\1/gm, '')
    .split('\n')
    .flatMap((line) => /^#{1,6}\s+(.*)$/.exec(line)?.[1] ?? [])
    .map((heading) =>
      heading
        .toLowerCase()
        .replace(/[^\p{L}\p{N}\s_-]/gu, '')
        .trim()
        .replaceAll(/\s/g, '-'),
    );

const linkFlaw = (page, target) => {
  if (/^[a-z][a-z+.-]*:/i.test(target)) return null;
  const [path, anchor] = target.split('#');
  const file = path === '' ? resolve(root, page) : resolve(root, dirname(page), decodeURIComponent(path));
  if (!existsSync(file)) return `${target} leads nowhere`;
  if (relative(root, file).startsWith('..')) return `${target} leads out of the repository`;
  if (anchor === undefined || statSync(file).isDirectory() || !file.endsWith('.md')) return null;
  return anchorsOf(readFileSync(file, 'utf8')).includes(anchor) ? null : `${target}: no such heading`;
};

const flawsOf = (page) => {
  const text = readFileSync(resolve(root, page), 'utf8');
  const links = [...withoutCode(text).matchAll(LINK)].map(([, target = '']) => linkFlaw(page, target));
  const words = [MACHINE_PATH, REGISTRY_HOST].map((pattern) => {
    const found = pattern.exec(text)?.[0];
    return found === undefined ? null : `speaks of ${found}`;
  });
  return [...links, ...words].filter((flaw) => flaw !== null).map((flaw) => `${page}: ${flaw}`);
};

const flaws = pages.flatMap(flawsOf);
if (!isTableCurrent()) flaws.push('docs/integrators.md: the table of problems is old; run node tools/problem-table.mjs');
for (const flaw of flaws) console.error(flaw);
console.log(`${pages.length} pages checked, ${flaws.length} flaws`);
process.exitCode = flaws.length > 0 ? 1 : 0;
