import { type Problem, type ProblemCode, type ProblemDetail, problemBody, problemStatus } from '@mc/contracts';

interface ProblemOptions {
  /** Members beside the standard ones, as `decision` of `already_decided`. */
  readonly extra?: Readonly<Record<string, unknown>> | undefined;
  readonly errors?: readonly ProblemDetail[] | undefined;
  readonly headers?: Readonly<Record<string, string>>;
  readonly cause?: unknown;
}

/** Why a request cannot be answered as asked; becomes an RFC 9457 problem at the one door. */
export class ProblemError extends Error {
  override readonly name = 'ProblemError';
  readonly headers: Readonly<Record<string, string>>;

  constructor(
    readonly code: ProblemCode,
    detail: string,
    private readonly options: ProblemOptions = {},
  ) {
    super(detail, { cause: options.cause });
    this.headers = options.headers ?? {};
  }

  get status(): number {
    return problemStatus(this.code);
  }

  body(requestId: string): Problem {
    return problemBody(this.code, { detail: this.message, requestId, errors: this.options.errors, extra: this.options.extra });
  }
}
