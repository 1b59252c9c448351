import type { z } from 'zod';
import { engineWords } from './agent-text';
import { type FailedSignal, failed } from './failure';

/** An engine answered with a status that is no success. */
export class StatusError extends Error {
  constructor(
    readonly status: number,
    message: string,
    readonly retryAfterMs: number | null,
  ) {
    super(message);
  }
}

/** What came is not what the protocol says. */
export class MalformedAnswer extends Error {}

/** Throws MalformedAnswer. */
export const jsonOf = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    throw new MalformedAnswer('it is not JSON');
  }
};

/** Throws MalformedAnswer, which names the first place that is not as it should be. */
export const readAs = <Shape extends z.ZodType>(shape: Shape, value: unknown): z.output<Shape> => {
  const read = shape.safeParse(value);
  if (read.success) return read.data;
  const [issue] = read.error.issues;
  throw new MalformedAnswer(`${issue?.path.join('.') || 'it'}: ${issue?.message ?? 'has another shape'}`);
};

/** Of an answer that cannot be read nobody knows what the engine did before it. */
export const malformed = (message: string): FailedSignal =>
  failed({
    class: 'output_invalid',
    code: 'output_malformed',
    message: `the answer cannot be read: ${engineWords(message)}`,
    retryable: true,
    executed: 'unknown',
  });
