import { resolve } from 'node:path';
import * as z from 'zod';

const LOG_LEVELS = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const;
const BOOTSTRAP_KEY_LENGTH_MIN = 8;
const BOOTSTRAP_KEY_LENGTH_MAX = 500;

/** A gateway that the deployment prescribes; its shape is checked by the contract when it is registered. */
export type GatewaySetting = Readonly<Record<string, unknown>> & { readonly name: string; readonly kind: string };

/** Everything the environment may say, checked. `null`: not said. */
export interface Settings {
  readonly port: number;
  readonly host: string;
  /** Folder of the embedded database. */
  readonly dataDir: string;
  /** Own PostgreSQL instead of the embedded one. */
  readonly databaseUrl: string | null;
  /** EventStoreDB or KurrentDB; null: the log lives in PostgreSQL. */
  readonly eventStoreUrl: string | null;
  /** What that server takes in one append. */
  readonly eventStoreAppendBytesMax: number;
  readonly bootstrapAdminKey: string | null;
  readonly singleOperator: boolean | null;
  readonly sample: boolean | null;
  readonly gateways: readonly GatewaySetting[];
  /** Which addresses gateways may have: also those of this machine and its network, or public ones alone. */
  readonly gatewayNetwork: 'local' | 'public';
  readonly logLevel: (typeof LOG_LEVELS)[number];
  /** What people call this installation, shown on every page; null: nothing. */
  readonly environment: string | null;
  /** Folder of the built console; null: where the build puts it. */
  readonly webDir: string | null;
}

/** A setting that cannot be used; the message is a sentence that names it. */
export class SettingsError extends Error {
  override readonly name = 'SettingsError';
}

type Environment = Readonly<Record<string, string | undefined>>;

const text = z.string().regex(/^[^\0]+$/, 'must not be empty');
const onOff = z.enum(['on', 'off'], { error: 'must be on or off' }).transform((word) => word === 'on');

const urlOf = (schemes: readonly string[]) =>
  text.refine((given) => schemes.includes(URL.parse(given)?.protocol ?? ''), {
    error: `must be a URL that begins with ${schemes.map((scheme) => `${scheme}//`).join(' or ')}`,
  });

const gatewayList = text.transform((given, context): readonly GatewaySetting[] => {
  const parsed = z.array(z.looseObject({ name: z.string().min(1), kind: z.string().min(1) })).safeParse(parseJson(given));
  if (parsed.success) return parsed.data;
  context.addIssue({ code: 'custom', message: 'must be a JSON list of gateways, each with at least a name and a kind' });
  return z.NEVER;
});

const parseJson = (given: string): unknown => {
  try {
    return JSON.parse(given);
  } catch {
    return undefined;
  }
};

const PORT = z
  .string()
  .regex(/^\d{1,5}$/, 'must be a port number from 0 to 65535')
  .transform(Number)
  .refine((port) => port <= 65_535, 'must be a port number from 0 to 65535');

const MIB = 1024 * 1024;

/** What EventStoreDB takes unless told otherwise, and the most that it can be told. */
const APPEND_SIZE = z
  .string()
  .regex(/^\d{1,8}$/, 'must be a number of bytes')
  .transform(Number)
  .refine((bytes) => bytes >= MIB && bytes <= 16 * MIB, 'must be a number of bytes from 1048576 (1 MiB) to 16777216 (16 MiB)');

const environment = z.object({
  PORT: PORT.default(3000),
  HOST: text.default('127.0.0.1'),
  MC_DATA_DIR: text.default('.data'),
  DATABASE_URL: urlOf(['postgres:', 'postgresql:']).optional(),
  EVENTSTORE_URL: urlOf(['esdb:', 'esdb+discover:', 'kurrentdb:', 'kurrentdb+discover:']).optional(),
  EVENTSTORE_MAX_APPEND_SIZE: APPEND_SIZE.default(MIB),
  MC_BOOTSTRAP_ADMIN_KEY: z
    .string()
    .min(BOOTSTRAP_KEY_LENGTH_MIN, `must have at least ${BOOTSTRAP_KEY_LENGTH_MIN} characters`)
    .max(BOOTSTRAP_KEY_LENGTH_MAX, `must have at most ${BOOTSTRAP_KEY_LENGTH_MAX} characters`)
    .regex(/^[!-~]+$/, 'must be printable ASCII without white space, since it travels in a header')
    .optional(),
  MC_SINGLE_OPERATOR: onOff.optional(),
  MC_SAMPLE: onOff.optional(),
  MC_GATEWAYS: gatewayList.default([]),
  MC_GATEWAY_NETWORK: z.enum(['local', 'public'], { error: 'must be local or public' }).optional(),
  LOG_LEVEL: z.enum(LOG_LEVELS, { error: `must be one of ${LOG_LEVELS.join(', ')}` }).default('info'),
  MC_ENVIRONMENT: z
    .string()
    .regex(/^[\w .-]{1,20}$/, 'must be a name of at most 20 letters, digits, spaces, dots and dashes')
    .optional(),
  MC_WEB_DIR: text.optional(),
});

/** Whoever runs everything on one machine has the engines there as well; a shared server must not be led into its own network. */
const isOwnMachine = (host: string, databaseUrl: string | undefined): boolean =>
  databaseUrl === undefined || /^(127\.[\d.]+|::1|localhost)$/.test(host);

const shown = (name: string, value: string | undefined): string =>
  // Keys and URLs with passwords in them do not belong on a screen.
  /KEY|URL|GATEWAYS/.test(name) ? '' : ` (it is ${JSON.stringify(value)})`;

/** Reads the settings. An empty variable counts as not set. Throws SettingsError with one sentence for each wrong one. */
export const readSettings = (given: Environment): Settings => {
  const set = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined && value !== ''));
  const result = environment.safeParse(set);
  if (!result.success) {
    const sentences = result.error.issues.map(({ path, message }) => {
      const name = String(path[0]);
      return `The setting ${name} ${message}${shown(name, given[name])}.`;
    });
    throw new SettingsError([...new Set(sentences)].join('\n'));
  }
  const env = result.data;
  return {
    port: env.PORT,
    host: env.HOST,
    dataDir: resolve(env.MC_DATA_DIR),
    databaseUrl: env.DATABASE_URL ?? null,
    eventStoreUrl: env.EVENTSTORE_URL ?? null,
    eventStoreAppendBytesMax: env.EVENTSTORE_MAX_APPEND_SIZE,
    bootstrapAdminKey: env.MC_BOOTSTRAP_ADMIN_KEY ?? null,
    singleOperator: env.MC_SINGLE_OPERATOR ?? null,
    sample: env.MC_SAMPLE ?? null,
    gateways: env.MC_GATEWAYS,
    gatewayNetwork: env.MC_GATEWAY_NETWORK ?? (isOwnMachine(env.HOST, env.DATABASE_URL) ? 'local' : 'public'),
    logLevel: env.LOG_LEVEL,
    environment: env.MC_ENVIRONMENT ?? null,
    webDir: env.MC_WEB_DIR ?? null,
  };
};
