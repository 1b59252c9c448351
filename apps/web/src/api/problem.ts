import { ApiProblem, type ProblemDetail } from '@mc/contracts/client';

/** A refusal or a failure in the one shape that screens show. */
export interface ProblemView {
  readonly code: string;
  readonly title: string;
  readonly detail: string;
  readonly status: number | null;
  readonly requestId: string | null;
  readonly errors: readonly ProblemDetail[];
  /** Members that depend on the code, as `decision` of `already_decided`. */
  readonly more: Readonly<Record<string, unknown>>;
}

const isView = (error: unknown): error is ProblemView =>
  typeof error === 'object' && error !== null && !(error instanceof Error) && 'code' in error && 'errors' in error;

/** Anything that was thrown, as a problem. */
export const asProblem = (error: unknown): ProblemView => {
  if (isView(error)) return error;
  if (error instanceof ApiProblem) {
    const { code, title, detail, status, requestId, errors, body } = error;
    return { code, title, detail, status, requestId, errors, more: body };
  }
  const detail = error instanceof Error ? error.message : String(error);
  // What fetch throws when there was no answer at all, and what the loader of a page's styles does.
  const silent = error instanceof TypeError || detail.startsWith('Unable to preload CSS');
  return {
    code: silent ? 'no_answer' : 'unexpected',
    title: silent ? 'The server cannot be reached' : 'Something unexpected happened',
    detail: silent ? 'There was no answer. Trying again is safe: a repeated command is recognised.' : detail,
    status: null,
    requestId: null,
    errors: [],
    more: {},
  };
};

export const statusOf = (error: unknown): number | null => (error instanceof ApiProblem ? error.status : null);
export const isAnswered = (error: unknown): boolean => error instanceof ApiProblem;

/**
 * Whether a failure says for sure that the command was not carried out. Silence does not, a broken server does not, and
 * that the first copy is still at work does not: whoever tries again must then use the same key.
 */
export const isRefusal = (error: unknown): boolean =>
  error instanceof ApiProblem && error.status < 500 && error.code !== 'idempotency_in_progress';
