import * as z from 'zod';
import * as limit from '../limits';
import {
  blockText,
  cents,
  count,
  instant,
  lineText,
  modelName,
  position,
  resourceName,
  revision,
  tokens,
  tokensInput,
  uuid,
} from './common';
import { pageOf, pageQuery, queryText, rangeQuery } from './query';

const settings = {
  gateway: resourceName,
  /** The engine's own name of it; the agent's name if absent. */
  engineAgent: lineText(limit.NAME_LENGTH_MAX).optional(),
  model: modelName,
  description: blockText(limit.DESCRIPTION_LENGTH_MAX).optional(),
  instructions: blockText(limit.PROMPT_LENGTH_MAX).optional(),
  maxOutputTokens: tokensInput.optional(),
};

export const agentInput = z.strictObject({ name: resourceName, ...settings }).meta({ id: 'AgentInput' });
export type AgentInput = z.infer<typeof agentInput>;
/** The whole agent anew; a name, if given, must be the one in the path. */
export const agentUpdate = z.strictObject({ name: resourceName.optional(), ...settings }).meta({ id: 'AgentUpdate' });
export type AgentUpdate = z.infer<typeof agentUpdate>;

export const agentView = z
  .object({
    name: z.string(),
    gateway: z.string(),
    gatewayStatus: z.enum(['connected', 'connecting', 'down']).nullable(),
    engineAgent: z.string().nullable(),
    model: z.string(),
    /** False: no price is known for its model, so under a cap in money it is not dispatched. */
    priced: z.boolean(),
    description: z.string().nullable(),
    instructions: z.string().nullable(),
    maxOutputTokens: tokens.nullable(),
    frozen: z.boolean(),
    usedBy: z.array(z.object({ id: uuid, name: z.string() })),
    revision,
    createdAt: instant,
    updatedAt: instant,
  })
  .meta({ id: 'Agent' });
export type AgentView = z.infer<typeof agentView>;
export const agentSaved = agentView.extend({ position }).meta({ id: 'AgentSaved' });
export type AgentSaved = z.infer<typeof agentSaved>;
export const agentPage = pageOf('AgentPage', agentView);
export const agentsQuery = z.strictObject({ ...pageQuery, gateway: queryText.optional(), q: queryText.optional() });

/** What an agent did in the runs that were started in a time. Unknown is null. */
export const agentFigures = z
  .object({
    agent: z.string(),
    runs: count,
    steps: count,
    /** Attempts that were sent to its engine. */
    attempts: count,
    completed: count,
    failed: count,
    /** Of the steps that ended as completed or failed; null: none has. */
    failedShare: z.number().min(0).max(1).nullable(),
    /** Of completed steps, from first sending to result. */
    p50Ms: count.nullable(),
    p95Ms: count.nullable(),
    inputTokens: tokens,
    outputTokens: tokens,
    cents: cents.nullable(),
    /** Of steps whose cost nobody knows, since their model has no price. */
    unpricedTokens: tokens,
    lastAt: instant.nullable(),
  })
  .meta({ id: 'AgentFigures' });
export type AgentFiguresView = z.infer<typeof agentFigures>;
export const agentFiguresList = z
  .object({ from: instant.nullable(), to: instant.nullable(), items: z.array(agentFigures) })
  .meta({ id: 'AgentFiguresList' });
export type AgentFiguresList = z.infer<typeof agentFiguresList>;
export const agentFiguresQuery = z.strictObject({ ...rangeQuery, agent: queryText.optional() });
