import type { ProblemCode } from '../problem';
import type { ProblemDetail } from '../shapes/problems';

/** `unexpected_answer`: a refusal that is not one of the server's own, as from a proxy on the way. */
export type ApiProblemCode = ProblemCode | 'unexpected_answer';

/** A refusal of the server, thrown by `unwrap`. Members that depend on the code are in `body`. */
export class ApiProblem extends Error {
  override readonly name = 'ApiProblem';
  readonly code: ApiProblemCode;
  readonly status: number;
  readonly title: string;
  readonly detail: string;
  readonly requestId: string | null;
  readonly errors: readonly ProblemDetail[];
  readonly body: Readonly<Record<string, unknown>>;
  /** Seconds that the server asks to wait, where it does. */
  readonly retryAfterSeconds: number | null;

  constructor(response: Response, body: unknown) {
    const problem = isProblem(body) ? body : {};
    const text = (name: string): string | null => (typeof problem[name] === 'string' ? problem[name] : null);
    const title = text('title') ?? `HTTP ${response.status}`;
    super(text('detail') ?? title);
    // The server's table of codes is newer than this client at worst, and then the code is still shown.
    this.code = (text('code') ?? 'unexpected_answer') as ApiProblemCode;
    this.status = response.status;
    this.title = title;
    this.detail = this.message;
    this.requestId = text('requestId');
    this.errors = Array.isArray(problem.errors) ? problem.errors : [];
    this.body = problem;
    this.retryAfterSeconds = headerNumber(response, 'Retry-After');
  }
}

const isProblem = (body: unknown): body is Record<string, unknown> =>
  typeof body === 'object' && body !== null && 'code' in body && 'status' in body;

export const headerNumber = (response: Response, name: string): number | null => {
  const text = response.headers.get(name);
  return text !== null && /^\d{1,16}$/.test(text) ? Number(text) : null;
};
