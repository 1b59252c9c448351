import { API_BASE } from '../define-endpoint';
import { IDEMPOTENCY_KEY_LENGTH_MAX, MIN_POSITION_WAIT_MS } from '../limits';
import { PROBLEM_MEDIA_TYPE, PROBLEMS } from '../problem';
import { problem } from '../shapes/problems';
import { type JsonObject, schemaOf } from './schemas';

/** The cookie that a session lives in. */
export const SESSION_COOKIE = 'mc_session';

export const info: JsonObject = {
  title: 'Mission Control',
  version: '1',
  description: [
    `REST command API under \`${API_BASE}\`. Errors are problem+json (RFC 9457) with a stable \`code\`.`,
    'Money is cents as numbers with at most 7 decimals, time ISO-8601 UTC with milliseconds; null means unknown, never zero.',
    'A person signs in and has a session cookie; an integrator sends an API key. `x-permission` names what a caller needs.',
  ].join('\n\n'),
};

export const securitySchemes: JsonObject = {
  apiKey: { type: 'http', scheme: 'bearer', description: 'An API key of an operator.' },
  session: { type: 'apiKey', in: 'cookie', name: SESSION_COOKIE, description: 'The session of a person who signed in.' },
};

export const IDEMPOTENCY_KEY_PATTERN = `^[!-~]{1,${IDEMPOTENCY_KEY_LENGTH_MAX}}$`;

export const parameters: JsonObject = {
  'Idempotency-Key': {
    name: 'Idempotency-Key',
    in: 'header',
    required: false,
    description: 'The same key with the same body returns the first answer, also after a restart.',
    schema: { type: 'string', pattern: IDEMPOTENCY_KEY_PATTERN },
  },
  'X-Min-Position': {
    name: 'X-Min-Position',
    in: 'header',
    required: false,
    description: `Waits up to ${MIN_POSITION_WAIT_MS / 1000} s until the answer reflects this position.`,
    schema: { type: 'integer', minimum: 0 },
  },
  'If-Match': {
    name: 'If-Match',
    in: 'header',
    required: false,
    description: 'The ETag that the change was made from.',
    schema: { type: 'string' },
  },
  Range: {
    name: 'Range',
    in: 'header',
    required: false,
    description: 'One range of bytes.',
    schema: { type: 'string', pattern: '^bytes=(\\d+-\\d*|-\\d+)$' },
  },
};

export const headers: JsonObject = {
  'X-Position': {
    description: 'The log position which the answer reflects (reads) or reached (commands).',
    schema: { type: 'integer', minimum: 0 },
  },
  ETag: { description: 'The version of the resource, for If-Match.', schema: { type: 'string' } },
  'Idempotency-Replayed': { description: 'true: this is the first answer again.', schema: { type: 'string', enum: ['true'] } },
  'Retry-After': { description: 'Seconds to wait.', schema: { type: 'integer', minimum: 0 } },
};

const TRY_LATER: ReadonlySet<number> = new Set([429, 503]);

/** One response per status that any code has; all have the same shape. */
export const problemResponses = (): JsonObject => {
  const byStatus = Map.groupBy(Object.entries(PROBLEMS), ([, [status]]) => status);
  const sorted = [...byStatus].sort(([one], [other]) => one - other);
  return Object.fromEntries(
    sorted.map(([status, problems]) => [
      `Problem${status}`,
      {
        description: problems.map(([code, [, title]]) => `\`${code}\`: ${title}`).join('\n\n'),
        ...(TRY_LATER.has(status) ? { headers: { 'Retry-After': { $ref: '#/components/headers/Retry-After' } } } : {}),
        content: { [PROBLEM_MEDIA_TYPE]: { schema: schemaOf(problem) } },
      },
    ]),
  );
};
