import { cp, lstat, readFile, rename, rm, symlink } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { codeOf } from '../errors';

interface Link {
  readonly source: string;
  readonly target: string;
}

/** PostgreSQL's own libraries are looked up by short names (libpq.so.5), which npm cannot pack: a list beside them says which. */
const readLinks = async (native: string): Promise<readonly Link[]> => {
  try {
    const links: Link[] = JSON.parse(await readFile(join(native, 'pg-symlinks.json'), 'utf8'));
    return links;
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return [];
    throw error;
  }
};

const isThere = (path: string): Promise<boolean> =>
  lstat(path).then(
    () => true,
    () => false,
  );

/** Makes the links that are missing. The paths in the list are relative to the package, and begin with `native/`. */
const makeLinks = async (native: string, links: readonly Link[]): Promise<void> => {
  for (const { source, target } of links) {
    const path = join(native, '..', target);
    if (await isThere(path)) continue;
    await symlink(basename(source), path).catch((error: unknown) => {
      // Another process may be at the same work.
      if (codeOf(error) !== 'EEXIST') throw error;
    });
  }
};

const missesLinks = async (native: string, links: readonly Link[]): Promise<boolean> => {
  for (const { target } of links) if (!(await isThere(join(native, '..', target)))) return true;
  return false;
};

/** A copy of our own, for an installation that we may not write to. Made aside and renamed, so it is whole or absent. */
const copyNative = async (native: string, links: readonly Link[], copiesDir: string): Promise<string> => {
  const { version }: { version: string } = JSON.parse(await readFile(join(native, '..', 'package.json'), 'utf8'));
  const place = join(copiesDir, `postgres-binaries-${version}`);
  const copy = join(place, 'native');
  if (await isThere(copy)) return copy;
  const making = `${place}.new-${process.pid}`;
  await rm(making, { recursive: true, force: true });
  await cp(native, join(making, 'native'), { recursive: true, verbatimSymlinks: true });
  await makeLinks(join(making, 'native'), links);
  await rename(making, place).catch(async (error: unknown) => {
    await rm(making, { recursive: true, force: true });
    if (!(await isThere(copy))) throw error;
  });
  return copy;
};

/**
 * Makes the `native` folder of a platform package runnable and says where it then lies: there, or in `copiesDir` if it
 * needs links and may not be written to. The package's install script, which makes the links, does not run everywhere
 * (`--ignore-scripts`, npm 12).
 */
export const runnableNative = async (native: string, copiesDir: string): Promise<string> => {
  const links = await readLinks(native);
  if (!(await missesLinks(native, links))) return native;
  try {
    await makeLinks(native, links);
    return native;
  } catch (error) {
    if (!['EACCES', 'EPERM', 'EROFS'].includes(codeOf(error) ?? '')) throw error;
    return copyNative(native, links, copiesDir);
  }
};
