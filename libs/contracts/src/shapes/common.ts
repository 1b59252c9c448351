import * as z from 'zod';
import * as limit from '../limits';
import { isStorableText, jsonFlaw } from '../plain-json';

// Control characters, line separators, and the marks that turn text around on a screen.
const NOT_ONE_LINE = /[\p{Cc}\u2028\u2029\u202a-\u202e\u2066-\u2069]/u;
const NOT_TEXT = /[^\P{Cc}\t\n\r]/u;

/** One visible line, never blank, in NFC. */
export const lineText = (max: number) =>
  z
    .string()
    .normalize('NFC')
    .min(1)
    .max(max)
    .refine((text) => isStorableText(text) && !NOT_ONE_LINE.test(text), {
      error: 'control characters, lone surrogates and direction marks are refused',
    })
    .refine((text) => text.trim() === text && text !== '', { error: 'must not be blank, nor begin or end with white space' });

/** Text of several lines: tab and line ends are the only control characters. May be empty. */
export const blockText = (max: number) =>
  z
    .string()
    .max(max)
    .refine((text) => isStorableText(text) && !NOT_TEXT.test(text), {
      error: 'control characters other than tab and line ends, and lone surrogates are refused',
    });

/** A secret or an opaque word: printable ASCII, no white space. */
export const opaqueText = (max: number) =>
  z
    .string()
    .min(1)
    .max(max)
    .regex(/^[!-~]+$/);

export const nameText = lineText(limit.NAME_LENGTH_MAX);
export const reasonText = blockText(limit.REASON_LENGTH_MAX);
/** Names of agents and gateways stand in stream names and paths. */
export const resourceName = z
  .string()
  .max(limit.NAME_LENGTH_MAX)
  .regex(/^[a-z0-9][a-z0-9._-]*$/i);
export const modelName = z
  .string()
  .max(limit.MODEL_LENGTH_MAX)
  .regex(/^[a-z0-9][a-z0-9._:/@+-]*$/i);
export const stepKey = z.string().regex(/^[a-z][a-z0-9_-]{0,63}$/);
export const uuid = z.uuidv7();
export const sha256 = z.string().regex(/^[0-9a-f]{64}$/);

/** ISO-8601 UTC with milliseconds, as every answer has it. */
export const instant = z.iso.datetime({ precision: 3 });
/** A day or an instant with any offset; what comes out is UTC with milliseconds. */
export const instantInput = z
  .union([z.iso.datetime({ offset: true }), z.iso.date()])
  .transform((text) => new Date(text).toISOString());

const isWholeNano = (cents: number): boolean => Number(cents.toFixed(7)) === cents;
/** Cents with at most 7 decimals: the seventh is one nanodollar. */
export const centsInput = z.number().min(0).max(limit.CENTS_MAX).refine(isWholeNano, { error: 'at most 7 decimals of a cent' });
/** Cents in an answer; may exceed what an input may ask for. */
export const cents = z.number();
export const tokens = z.int().min(0);
export const tokensInput = z.int().min(1).max(limit.TOKENS_MAX);
export const count = z.int().min(0);
export const position = z.int().min(0);
export const revision = z.int().min(0);
export const version = z.int().min(1);
/** Revision of the policy stream; -1 before anything was set. */
export const policyVersion = z.int().min(-1);
/** Counts the prices of one model from 1. */
export const priceVersion = z.int().min(1);

/** Any plain JSON value; depth, number of values, texts and keys are checked. */
export const jsonValue = z.unknown().superRefine((value, context) => {
  const flaw = value === undefined ? 'is missing' : jsonFlaw(value);
  if (flaw !== null) context.addIssue({ code: 'custom', message: flaw });
});

/** A bounded map. zod drops an own `__proto__` key in silence; here it is refused. */
export const boundedRecord = <Key extends z.ZodString, Value extends z.ZodType>(key: Key, value: Value, max: number) =>
  z.preprocess(
    (given, context) => {
      if (typeof given !== 'object' || given === null) return given;
      if (Object.hasOwn(given, '__proto__')) context.addIssue({ code: 'custom', message: 'the key __proto__ is refused' });
      if (Object.keys(given).length > max) context.addIssue({ code: 'custom', message: `more than ${max} entries` });
      return given;
    },
    z.record(key, value),
  );

/** A text in an answer: itself, or, when it is large, how it begins and where the whole is. */
export const largeText = z.object({ preview: z.string(), bytes: count, sha256, href: z.string().nullable() }).meta({
  id: 'LargeText',
  description: 'A text over 64 KiB: how it begins, its size and digest, and where the whole can be read.',
});
export const text = z.union([z.string(), largeText]).meta({ id: 'Text' });
export type LargeTextView = z.infer<typeof largeText>;
export type TextView = z.infer<typeof text>;

export const actor = z
  .object({
    kind: z.enum(['operator', 'system']),
    id: z.string(),
    username: z.string().nullable(),
    email: z.string().nullable(),
    via: z.enum(['session', 'key']).nullable(),
    keyId: z.string().nullable(),
  })
  .meta({ id: 'Actor' });
export type ActorView = z.infer<typeof actor>;

/** The person behind a run or a decision. */
export const person = z
  .object({ id: z.string(), username: z.string().nullable(), email: z.string().nullable() })
  .meta({ id: 'Person' });
export type PersonView = z.infer<typeof person>;

/** Where a command's facts ended. */
export const receipt = z.object({ position, stream: z.string(), revision }).meta({
  id: 'Receipt',
  description: 'The stream a command wrote to, its new revision, and the position it reached in the whole log.',
});
export type ReceiptView = z.infer<typeof receipt>;

export const reasonInput = z.strictObject({ reason: reasonText.optional() }).meta({ id: 'ReasonInput' });
export type ReasonInput = z.infer<typeof reasonInput>;
