import * as z from 'zod';

/** One finding inside a refusal. `path` is a JSON Pointer into what was sent; more members depend on the code. */
export const problemDetail = z
  .looseObject({
    code: z.string(),
    path: z.string(),
    message: z.string(),
    step: z.string().optional(),
    field: z.string().optional(),
    agent: z.string().optional(),
    dependency: z.string().optional(),
    reference: z.string().optional(),
    model: z.string().optional(),
    input: z.string().optional(),
    expected: z.string().optional(),
    /** Where in the field's text, in UTF-16 units. */
    offset: z.int().min(0).optional(),
    cycle: z.array(z.string()).readonly().optional(),
    severity: z.enum(['error', 'warning']).optional(),
  })
  .meta({ id: 'ProblemDetail' });
export type ProblemDetail = z.infer<typeof problemDetail>;

/** RFC 9457. Members beyond these depend on the code, as `decision` of `already_decided`. */
export const problem = z
  .looseObject({
    type: z.string(),
    title: z.string(),
    status: z.int(),
    detail: z.string(),
    code: z.string(),
    requestId: z.string(),
    errors: z.array(problemDetail).optional(),
  })
  .meta({ id: 'Problem' });
export type Problem = z.infer<typeof problem>;
