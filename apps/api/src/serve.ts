import { messageOf } from './errors';
import 'reflect-metadata';
import { type App, startApp } from './app';
import { createLog } from './config/log';
import { readSettings, type Settings, SettingsError } from './config/settings';
import { EmbeddedPostgresError } from './embedded-postgres';

/** Longer than this nobody wants to wait for an end. */
const STOP_MS = 10_000;
/** npm passes on the Ctrl-C that the terminal has sent to us already: one wish, told twice. */
const SAME_WISH_MS = 1_000;

const say = (line: string): void => void process.stdout.write(`${line}\n`);

/** Runs the server until it is told to stop. Whatever keeps it from starting is said in a sentence. */
export const serve = async (environment: NodeJS.ProcessEnv): Promise<void> => {
  const settings = settingsOrExit(environment);
  const log = createLog(settings.logLevel);
  let app: App | undefined;
  let stopping = false;
  let askedAt = 0;
  const stop = async (code: number): Promise<never> => {
    stopping = true;
    setTimeout(() => process.exit(1), STOP_MS).unref();
    await app?.close().catch((error: unknown) => log.error({ err: error }, 'not everything ended in order'));
    process.exit(code);
  };
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.on(signal, () => {
      if (!stopping) {
        askedAt = performance.now();
        void stop(0);
        return;
      }
      // Whoever asks twice means it.
      if (performance.now() - askedAt > SAME_WISH_MS) process.exit(1);
    });
  }
  try {
    app = await startApp({ settings, log, say, onFatal: (error) => fatal(error) });
    if (stopping) await stop(0);
  } catch (error) {
    console.error(sentenceOf(error));
    if (!isForPeople(error)) log.fatal({ err: error }, 'the start failed');
    await stop(1);
  }
  function fatal(error: unknown): void {
    log.fatal({ err: error }, 'this process cannot go on');
    if (!stopping) void stop(1);
  }
};

const settingsOrExit = (environment: NodeJS.ProcessEnv): Settings => {
  try {
    return readSettings(environment);
  } catch (error) {
    if (!(error instanceof SettingsError)) throw error;
    console.error(error.message);
    process.exit(1);
  }
};

/** These errors are sentences already; the rest needs the log. */
const isForPeople = (error: unknown): boolean => error instanceof SettingsError || error instanceof EmbeddedPostgresError;

const sentenceOf = (error: unknown): string => {
  const message = messageOf(error);
  return isForPeople(error) ? message : `Mission Control could not start: ${message}`;
};
