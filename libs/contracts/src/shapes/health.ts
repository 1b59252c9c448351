import * as z from 'zod';
import { count, position } from './common';

export const liveView = z.object({ status: z.literal('ok') }).meta({ id: 'Live' });

const check = z.object({ status: z.enum(['ok', 'degraded', 'down']), message: z.string().nullable() });

/** 200 when the installation can do its work, 503 when not. A gateway that is down does not make it unready. */
export const readyView = z
  .object({
    status: z.enum(['ready', 'not_ready']),
    version: z.string(),
    checks: z.object({
      database: check,
      eventStore: check.extend({ head: position.nullable(), kind: z.enum(['postgres', 'eventstoredb', 'memory']) }),
      projections: check.extend({ position: position.nullable(), lag: count.nullable() }),
      gateways: z.array(check.extend({ name: z.string() })),
    }),
  })
  .meta({ id: 'Ready' });
export type ReadyView = z.infer<typeof readyView>;
