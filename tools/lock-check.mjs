// npm run lint: two faults of package-lock.json that only show on other people's machines.
import { readFileSync } from 'node:fs';

const file = process.argv[2] ?? 'package-lock.json';
const { packages } = JSON.parse(readFileSync(file, 'utf8'));

/** Node's own search: in the package's folder, then in each one above. */
const isInstalled = (from, name) => {
  for (let folder = from; ; folder = folder.slice(0, Math.max(0, folder.lastIndexOf('node_modules/') - 1))) {
    if (packages[`${folder ? `${folder}/` : ''}node_modules/${name}`]) return true;
    if (!folder.includes('node_modules/')) return folder !== '' && Boolean(packages[`node_modules/${name}`]);
  }
};

/** Platform packages that a registry lacks are named but not described; npm 11 and later refuse such a lock (EUSAGE). */
const gaps = Object.entries(packages).flatMap(([folder, { optionalDependencies = {} }]) =>
  Object.keys(optionalDependencies)
    .filter((name) => !isInstalled(folder, name))
    .map((name) => `${folder || '(root)'} names ${name}, which has no entry`),
);

/** With an address in it, the lock would only install where that registry can be reached. Workspaces have a folder there. */
const addresses = Object.entries(packages)
  .filter(([, { resolved = '' }]) => /^[a-z+]+:\/\//i.test(resolved))
  .map(([folder, { resolved }]) => `${folder} is resolved to ${resolved}`);

for (const line of [...gaps, ...addresses]) console.error(line);
if (gaps.length > 0) {
  console.error(
    'Choose a version whose platform packages all exist, or pin it by "overrides". To write a complete lock, run in a',
  );
  console.error('folder without node_modules: npm install --package-lock-only');
}
if (addresses.length > 0) console.error('Keep omit-lockfile-registry-resolved=true in .npmrc and write the lock again.');
process.exitCode = gaps.length + addresses.length > 0 ? 1 : 0;
