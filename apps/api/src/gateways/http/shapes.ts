import { z } from 'zod';

// Unknown fields are dropped: engines may say more than we know. Texts are cleaned where they are used.
const usage = z.array(z.unknown()).max(200).optional();
const executed = z.enum(['yes', 'no', 'unknown']).optional();

const error = z.object({
  code: z.string().max(128).default('engine_failed'),
  message: z.string().default(''),
  retryable: z.boolean().default(true),
  retryAfterMs: z.int().min(0).optional(),
});

/** What an engine says of one effect key; the answer to `dispatch`, `lookup` and `cancel`, and the data of a `result`. */
export const stateShape = z.discriminatedUnion('state', [
  z.object({ state: z.literal('running'), engineRunId: z.string().max(256).optional() }),
  z.object({ state: z.literal('completed'), output: z.string(), usage }),
  z.object({ state: z.literal('failed'), error, executed, usage }),
  /** A tombstone: the key will never run, or never again. */
  z.object({ state: z.literal('cancelled'), executed, usage }),
  /** It came after its `sendBy` and was not begun. */
  z.object({ state: z.literal('expired') }),
  z.object({ state: z.literal('not_found') }),
]);
export type EngineState = z.output<typeof stateShape>;

const seq = z.int().min(0).max(1_000_000_000);
const effectKey = z.string().min(1).max(512);

/** What an engine sends to the callback address. `seq` counts all reports of one attempt from 0, whatever their type. */
export const callbackShape = z.discriminatedUnion('type', [
  z.object({ type: z.literal('text'), data: z.object({ effectKey, seq, text: z.string() }) }),
  z.object({ type: z.literal('usage'), data: z.object({ effectKey, seq, usage: z.array(z.unknown()).max(200) }) }),
  z.object({
    type: z.literal('tool'),
    data: z.object({ effectKey, seq, name: z.string(), detail: z.string().default('') }),
  }),
  z.object({ type: z.literal('result'), data: z.intersection(z.object({ effectKey }), stateShape) }),
]);
export type Callback = z.output<typeof callbackShape>;

export const agentsShape = z.object({
  agents: z
    .array(
      z.object({
        name: z.string().min(1),
        model: z.string().nullish(),
        description: z.string().nullish(),
      }),
    )
    .max(1_000),
});
