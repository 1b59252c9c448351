import * as z from 'zod';

export type JsonObject = Record<string, unknown>;

const COMPONENT = '#/components/schemas/';

/** The JSON Schema of a shape inside the document: a reference if the shape has a name, else the schema itself. */
export const schemaOf = (shape: z.ZodType): JsonObject => {
  const id = z.globalRegistry.get(shape)?.id;
  if (id !== undefined) return { $ref: `${COMPONENT}${id}` };
  const { $schema: _, $defs: __, ...schema } = z.toJSONSchema(shape, { io: 'input' });
  // Named shapes inside an unnamed one come out as local definitions; the document has them as components.
  return JSON.parse(JSON.stringify(schema).replaceAll('"#/$defs/', `"${COMPONENT}`));
};

/** Every named shape that the given parts of the document reach, in the order of their names. */
export const componentsFor = (parts: unknown): JsonObject => {
  const { schemas } = z.toJSONSchema(z.globalRegistry, { io: 'input', uri: (id) => `${COMPONENT}${id}`, unrepresentable: 'any' });
  const reached = new Map<string, JsonObject>();
  const visit = (part: unknown): void => {
    for (const name of referencedNames(part)) {
      if (reached.has(name)) continue;
      const { $schema: _, $id: __, ...schema } = named(schemas, name);
      reached.set(name, schema);
      visit(schema);
    }
  };
  visit(parts);
  return Object.fromEntries([...reached].sort(([one], [other]) => (one < other ? -1 : 1)));
};

const named = (schemas: Readonly<Record<string, unknown>>, name: string): JsonObject => {
  const schema = schemas[name];
  if (typeof schema !== 'object' || schema === null) throw new Error(`no shape is named ${name}`);
  return { ...schema };
};

const referencedNames = (part: unknown): string[] =>
  [...JSON.stringify(part).matchAll(/"\$ref":"#\/components\/schemas\/([^"]+)"/g)].map((match) => match[1] as string);
