import type * as z from 'zod';
import { type EndpointSpec, isCommand, problemCodesOf, type ResponseSpec } from '../define-endpoint';
import { problemStatus, problemTitle } from '../problem';
import { type JsonObject, schemaOf } from './schemas';

/** One operation of the document, from its row in the table. */
export const operationOf = (spec: EndpointSpec): JsonObject => ({
  operationId: spec.id,
  tags: [spec.tag],
  summary: spec.summary,
  ...descriptionOf(spec),
  'x-permission': spec.permission,
  'x-enforced-by': spec.enforcedBy ?? 'guard',
  'x-problems': problemsOf(spec),
  security: securityOf(spec),
  parameters: [...pathParameters(spec), ...queryParameters(spec), ...headerParameters(spec)],
  ...(spec.body ? { requestBody: requestBodyOf(spec.body) } : {}),
  ...(spec.signedBody ? { requestBody: requestBodyOf(spec.signedBody) } : {}),
  responses: { ...successesOf(spec), ...refusalsOf(spec) },
});

/** Keys of integrators and agents never decide on approvals. */
const securityOf = ({ permission }: EndpointSpec): JsonObject[] => {
  if (permission === 'public') return [];
  return permission === 'approvals:decide' ? [{ session: [] }] : [{ apiKey: [] }, { session: [] }];
};

const pathParameters = (spec: EndpointSpec): JsonObject[] =>
  Object.entries(spec.params?.shape ?? {}).map(([name, shape]) => ({
    name,
    in: 'path',
    required: true,
    schema: schemaOf(shape as z.ZodType),
  }));

const queryParameters = (spec: EndpointSpec): JsonObject[] =>
  Object.entries(spec.query?.shape ?? {}).map(([name, shape]) => {
    const schema = schemaOf(shape as z.ZodType);
    // A list is one parameter with commas.
    return {
      name,
      in: 'query',
      required: false,
      schema,
      ...(schema.type === 'array' ? { style: 'form', explode: false } : {}),
    };
  });

const headerParameters = (spec: EndpointSpec): JsonObject[] => {
  const names: string[] = [...(spec.headers ?? [])];
  if (spec.idempotent) names.push('Idempotency-Key');
  if (!isCommand(spec) && spec.permission !== 'public') names.push('X-Min-Position');
  return names.map((name) => ({ $ref: `#/components/parameters/${name}` }));
};

const requestBodyOf = (body: z.ZodType): JsonObject => ({
  // Where nothing is required, no body is as good as an empty object.
  required: !body.safeParse({}).success,
  content: { 'application/json': { schema: schemaOf(body) } },
});

const successesOf = (spec: EndpointSpec): JsonObject =>
  Object.fromEntries(Object.entries(spec.responses).map(([status, response]) => [status, successOf(spec, response)]));

const successOf = (spec: EndpointSpec, response: ResponseSpec): JsonObject => ({
  description: response !== null && 'contentType' in response ? response.description : spec.summary,
  headers: answerHeaders(spec),
  ...contentOf(response),
});

const contentOf = (response: ResponseSpec): JsonObject => {
  if (response === null) return {};
  if (!('contentType' in response)) return { content: { 'application/json': { schema: schemaOf(response) } } };
  const schema = response.contentType === 'application/json' ? { type: 'object' } : { type: 'string' };
  return { content: { [response.contentType]: { schema } } };
};

const answerHeaders = (spec: EndpointSpec): JsonObject => {
  const names = spec.path.startsWith('/api/') && spec.permission !== 'public' ? ['X-Position'] : [];
  if (spec.versioned) names.push('ETag');
  if (spec.idempotent) names.push('Idempotency-Replayed');
  return Object.fromEntries(names.map((name) => [name, { $ref: `#/components/headers/${name}` }]));
};

/** Every refusal is a problem; which codes of which status can come stands at the operation. */
const refusalsOf = (spec: EndpointSpec): JsonObject => {
  const statuses = new Set([...problemCodesOf(spec)].map(problemStatus));
  for (const status of Object.keys(spec.responses)) statuses.delete(Number(status));
  return Object.fromEntries([...statuses].sort().map((status) => [status, { $ref: `#/components/responses/Problem${status}` }]));
};

const problemsOf = (spec: EndpointSpec): JsonObject =>
  Object.fromEntries(Map.groupBy([...problemCodesOf(spec)].sort(), problemStatus));

/** The refusals of its own, in words. */
const descriptionOf = ({ problems }: EndpointSpec): JsonObject => {
  if (!problems) return {};
  const lines = problems.map((code) => `- ${problemStatus(code)} \`${code}\`: ${problemTitle(code)}`);
  return { description: ['Refused with:', ...lines].join('\n') };
};
