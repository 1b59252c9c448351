import { parseJson } from '@mc/contracts';
import type { Request } from 'express';
import { ProblemError } from './problem';

const JSON_TYPE = /^application\/json\s*(;\s*charset\s*=\s*"?utf-8"?\s*)?$/i;

/**
 * The body as plain JSON, `undefined` when there is none. Browsers send forms and plain text across origins without
 * asking; so nothing but JSON is ever looked at (415).
 */
export const readJsonBody = ({ body, headers }: Request): unknown => {
  if (!Buffer.isBuffer(body) || body.length === 0) return undefined;
  if (!JSON_TYPE.test(headers['content-type'] ?? '')) {
    throw new ProblemError('unsupported_media_type', 'The body must be JSON in UTF-8, sent as application/json.');
  }
  const parsed = parseJson(body);
  if (!parsed.ok) throw new ProblemError(parsed.code, parsed.detail);
  return parsed.value;
};
