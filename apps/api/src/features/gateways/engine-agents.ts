import type { ProblemCode } from '@mc/contracts';
import { type EngineAgent, GatewayError, type GatewayErrorCode } from '../../gateways/gateway';
import type { GatewayRegistry } from '../../gateways/registry';
import { ProblemError } from '../../http/problem';

const ENGINE_AGENTS_MAX = 1_000;

/** How an engine's trouble is told outside. Total: a new code needs a word here. */
const PROBLEMS: Record<GatewayErrorCode, ProblemCode> = {
  gateway_kind_unavailable: 'invalid_gateway',
  invalid_gateway_url: 'invalid_gateway',
  invalid_gateway_auth: 'invalid_gateway',
  invalid_gateway_options: 'invalid_gateway',
  gateway_unreachable: 'gateway_unavailable',
  gateway_refused: 'gateway_failed',
};

export const gatewayProblem = (error: unknown): unknown => {
  if (!(error instanceof GatewayError)) return error;
  const code = PROBLEMS[error.code];
  const errors = code === 'invalid_gateway' ? [{ code: error.code, path: error.path, message: error.message }] : undefined;
  return new ProblemError(code, error.message, { errors, cause: error });
};

/** What the engine behind a gateway offers; a list without end is cut. Throws `gateway_failed` and `gateway_unavailable`. */
export const engineAgents = async (name: string, registry: GatewayRegistry): Promise<readonly EngineAgent[]> => {
  const gateway = registry.get(name);
  if (!gateway) throw new ProblemError('gateway_unavailable', `This version cannot reach the engine of ${name}.`);
  try {
    return (await gateway.listAgents()).slice(0, ENGINE_AGENTS_MAX);
  } catch (error) {
    throw gatewayProblem(error);
  }
};
