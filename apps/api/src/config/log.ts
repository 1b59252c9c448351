import type { LoggerService } from '@nestjs/common';
import { type DestinationStream, type Logger, pino, stdSerializers } from 'pino';

/** Where secrets could stand in something that is logged. */
const SECRETS = ['authorization', 'cookie', 'set-cookie', 'password', 'token', 'secret', 'key', 'signInToken', 'apiKey'];

/** JSON lines on stderr; stdout belongs to the sentences for the person who starts the server. */
export const createLog = (level: string, destination: DestinationStream = pino.destination({ dest: 2, sync: true })): Logger =>
  pino(
    {
      level,
      base: null,
      timestamp: pino.stdTimeFunctions.isoTime,
      serializers: { err: withoutClient },
      redact: {
        paths: SECRETS.flatMap((name) => [`["${name}"]`, `*["${name}"]`, `*.*["${name}"]`]),
        censor: '[secret]',
      },
    },
    destination,
  );

/** Nest speaks through the same log; its own start-up chatter is kept for `debug`. */
export const nestLogger = (log: Logger): LoggerService => {
  const at =
    (level: 'debug' | 'warn' | 'error' | 'trace' | 'fatal') =>
    (message: unknown, ...rest: unknown[]) => {
      const context = rest.at(-1);
      const error = [message, ...rest].find((part) => part instanceof Error);
      log[level]({ context: typeof context === 'string' ? context : undefined, err: error }, String(message));
    };
  return { log: at('debug'), warn: at('warn'), error: at('error'), debug: at('debug'), verbose: at('trace'), fatal: at('fatal') };
};

/** Errors of the database carry the whole connection, in kilobytes and with whatever was being asked. */
const withoutClient = (error: Error): unknown => {
  const shown: unknown = stdSerializers.err(error);
  if (typeof shown !== 'object' || shown === null) return shown;
  const { client: _, ...rest } = shown as Readonly<Record<string, unknown>>;
  return rest;
};
