import { z } from 'zod';

// Everything is optional that we can do without: a protocol that grows, and agents that leave things out.
const metadata = z.record(z.string(), z.unknown()).optional().catch(undefined);

const part = z.looseObject({
  text: z.string().optional(),
  url: z.string().optional(),
  data: z.unknown().optional(),
});

const parts = z.array(part);

const message = z.looseObject({ parts, taskId: z.string().optional(), metadata });

const status = z.looseObject({ state: z.string(), message: message.optional() });

const artifact = z.looseObject({ artifactId: z.string().default(''), parts });

const task = z.looseObject({
  id: z.string().min(1).max(512),
  contextId: z.string().optional(),
  status,
  artifacts: z.array(artifact).optional(),
  history: z.array(message).optional(),
  metadata,
});

export const taskShape = task;
export const taskListShape = z.looseObject({ tasks: z.array(task).default([]), nextPageToken: z.string().default('') });

/** One event of a stream, or the answer to a message: exactly one of them is there. */
export const eventShape = z.looseObject({
  task: task.optional(),
  message: message.optional(),
  statusUpdate: z.looseObject({ taskId: z.string().optional(), status, metadata }).optional(),
  artifactUpdate: z
    .looseObject({ taskId: z.string().optional(), artifact, append: z.boolean().default(false), metadata })
    .optional(),
});

export const rpcShape = z.looseObject({
  result: z.unknown().optional(),
  error: z.looseObject({ code: z.int(), message: z.string().default('') }).optional(),
});

export const cardShape = z.looseObject({
  name: z.string().min(1).max(512),
  description: z.string().optional(),
  supportedInterfaces: z
    .array(z.looseObject({ url: z.string(), protocolBinding: z.string(), protocolVersion: z.string().default('') }))
    .max(50),
  capabilities: z.looseObject({ streaming: z.boolean().default(false) }).optional(),
  skills: z
    .array(z.looseObject({ id: z.string().min(1), name: z.string().optional(), description: z.string().optional() }))
    .default([]),
});

export type A2aTask = z.output<typeof task>;
export type A2aEvent = z.output<typeof eventShape>;
export type A2aStatus = z.output<typeof status>;
export type A2aArtifact = z.output<typeof artifact>;
export type A2aPart = z.output<typeof part>;
export type AgentCard = z.output<typeof cardShape>;
export type Metadata = z.output<typeof metadata>;
