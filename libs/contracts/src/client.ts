export * from './client/api-client';
export * from './client/api-problem';
export * from './live-namespace';
export type { ProblemCode } from './problem';
export type { ProblemDetail } from './shapes/problems';
export type {
  LiveClientEvents,
  LiveEvent,
  LiveOutput,
  LiveResync,
  LiveServerEvents,
  SubscribeAck,
  SubscribeInput,
  Topic,
} from './shapes/sockets';
