import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));
const cache = join(root, 'node_modules/.cache/mission-control');

/** What Playwright needs to start the browser; spread it into `launchOptions`. */
export interface BrowserLaunch {
  readonly executablePath?: string;
  readonly channel?: string;
  readonly env?: Record<string, string>;
  readonly args: string[];
}

// Never the package's own arguments: they hold --single-process, which hangs at the second page, and switch web security off.
const ARGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--font-render-hinting=none',
];

/**
 * The package unpacks into the temporary folder, trusts whatever lies there, and changes the environment of its process:
 * so it gets a process and a folder of its own, renamed when whole.
 */
const unpack = (place: string): void => {
  const making = `${place}.new-${process.pid}`;
  rmSync(making, { recursive: true, force: true });
  mkdirSync(making, { recursive: true });
  // The name of this platform makes it unpack the libraries too, for systems that lack them.
  const env = { ...process.env, TMPDIR: making, AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs24.x' };
  const script = "await (await import('@sparticuz/chromium')).default.executablePath()";
  execFileSync(process.execPath, ['--input-type=module', '-e', script], {
    env,
    cwd: root,
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  if (!existsSync(place)) renameSync(making, place);
  else rmSync(making, { recursive: true, force: true });
};

const version = (): string =>
  JSON.parse(readFileSync(join(root, 'node_modules/@sparticuz/chromium/package.json'), 'utf8')).version;

/** Libraries and fonts of the package, only where the system has none. */
const environment = (place: string, executablePath: string): Record<string, string> => {
  const env: Record<string, string> = {};
  const runs = spawnSync(executablePath, ['--version'], { stdio: 'ignore' }).status === 0;
  if (!runs) env.LD_LIBRARY_PATH = join(place, 'al2023/lib');
  if (!existsSync('/etc/fonts/fonts.conf')) {
    const conf = `<?xml version="1.0"?><fontconfig><dir>${place}/fonts/fonts</dir><cachedir>${place}/fonts-cache</cachedir></fontconfig>`;
    writeFileSync(join(place, 'fonts.conf'), conf);
    env.FONTCONFIG_FILE = join(place, 'fonts.conf');
  }
  return env;
};

/** Chromium out of npm on Linux x64, unpacked once into node_modules; MC_CHROMIUM names another; elsewhere the installed Chrome. */
export const findChromium = (): BrowserLaunch => {
  const given = process.env.MC_CHROMIUM;
  if (given) return { executablePath: given, args: ARGS };
  if (process.platform !== 'linux' || process.arch !== 'x64') return { channel: 'chrome', args: ARGS };
  const place = join(cache, `chromium-${version()}`);
  if (!existsSync(place)) unpack(place);
  const executablePath = join(place, 'chromium');
  const env = environment(place, executablePath);
  return { executablePath, args: ARGS, ...(Object.keys(env).length > 0 ? { env: { ...definedEnvironment(), ...env } } : {}) };
};

const definedEnvironment = (): Record<string, string> =>
  Object.fromEntries(Object.entries(process.env).flatMap(([key, value]) => (value === undefined ? [] : [[key, value]])));
