import { ENDPOINT_LIST } from './endpoints';
import { headers, info, parameters, problemResponses, securitySchemes } from './openapi/common-parts';
import { operationOf } from './openapi/operation';
import { componentsFor, type JsonObject, schemaOf } from './openapi/schemas';
import { liveEvent, liveOutput, subscribeInput } from './shapes/sockets';

export { IDEMPOTENCY_KEY_PATTERN, SESSION_COOKIE } from './openapi/common-parts';

/** Messages of the socket have no paths; their shapes are in the document all the same. */
const SOCKET_SHAPES = [subscribeInput, liveEvent, liveOutput].map(schemaOf);

/** The whole contract as an OpenAPI 3.1 document, from the same shapes that check requests. */
export const openApiDocument = (): JsonObject => {
  const paths = pathItems();
  const responses = problemResponses();
  return {
    openapi: '3.1.0',
    info,
    servers: [{ url: '/' }],
    tags: [...new Set(ENDPOINT_LIST.map(({ tag }) => tag))].map((name) => ({ name })),
    paths,
    components: { schemas: componentsFor([paths, responses, SOCKET_SHAPES]), responses, parameters, headers, securitySchemes },
  };
};

const pathItems = (): JsonObject => {
  const byPath = Map.groupBy(ENDPOINT_LIST, ({ path }) => path);
  return Object.fromEntries(
    [...byPath].map(([path, specs]) => [
      path,
      Object.fromEntries(specs.map((spec) => [spec.method.toLowerCase(), operationOf(spec)])),
    ]),
  );
};
