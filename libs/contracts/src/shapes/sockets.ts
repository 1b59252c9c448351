import * as z from 'zod';
import * as limit from '../limits';
import { position, stepKey, uuid } from './common';

const runTopic = z.templateLiteral(['run:', uuid]);
export const topic = z.union([z.enum(['runs', 'approvals']), runTopic]);
export type Topic = 'runs' | 'approvals' | `run:${string}`;

/** `after`: send everything later than this position; absent: from now on. */
export const subscribeInput = z
  .strictObject({ topics: z.array(topic).min(1).max(limit.TOPICS_MAX), after: position.optional() })
  .meta({ id: 'SubscribeInput' });
export type SubscribeInput = z.infer<typeof subscribeInput>;
export const unsubscribeInput = z.strictObject({ topics: z.array(topic).min(1).max(limit.TOPICS_MAX) });
export type UnsubscribeInput = z.infer<typeof unsubscribeInput>;

export const handshakeAuth = z.strictObject({ token: z.string().max(limit.TOKEN_LENGTH_MAX).optional() });

/** One fact of one topic, sent once the read model shows it. */
export const liveEvent = z
  .object({
    position,
    topic: z.string(),
    type: z.string(),
    runId: uuid.optional(),
    stepKey: stepKey.optional(),
    approvalId: uuid.optional(),
    data: z.record(z.string(), z.unknown()),
  })
  .meta({ id: 'LiveEvent' });
export type LiveEvent = Omit<z.infer<typeof liveEvent>, 'topic'> & { topic: Topic };

/** Text as an agent writes it. May be lost; the whole output is in the step. */
export const liveOutput = z
  .object({ runId: uuid, stepKey, attempt: z.int().min(1), seq: z.int().min(0), text: z.string() })
  .meta({ id: 'LiveOutput' });
export type LiveOutput = z.infer<typeof liveOutput>;

export type SubscribeAck = { position: number } | { error: { code: string; message: string; topics?: string[] } };

/** `after` was too old to send everything since: fetch anew, then go on from `position`. */
export interface LiveResync {
  topics: Topic[];
  position: number;
}

export interface LiveServerEvents {
  event: (event: LiveEvent) => void;
  output: (output: LiveOutput) => void;
  resync: (resync: LiveResync) => void;
  heartbeat: (beat: { position: number }) => void;
}

export interface LiveClientEvents {
  subscribe: (input: SubscribeInput, acknowledge: (ack: SubscribeAck) => void) => void;
  unsubscribe: (input: UnsubscribeInput, acknowledge: (ack: SubscribeAck) => void) => void;
}
