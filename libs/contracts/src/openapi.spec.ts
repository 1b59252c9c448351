import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { describe, expect, it } from '@jest/globals';
import { ENDPOINT_LIST } from './endpoints';
import { openApiDocument } from './openapi';

type Node = Record<string, unknown>;
const document = openApiDocument() as Node & { paths: Record<string, Record<string, Node>>; components: Record<string, Node> };
const operations = Object.entries(document.paths).flatMap(([path, item]) =>
  Object.entries(item).map(([method, operation]) => ({ path, method, operation })),
);

const every = (node: unknown, visit: (node: Node) => void): void => {
  if (typeof node !== 'object' || node === null) return;
  visit(node as Node);
  for (const child of Object.values(node)) every(child, visit);
};

const resolve = (ref: string): unknown =>
  ref
    .slice(2)
    .split('/')
    .reduce<unknown>((node, part) => (node as Node | undefined)?.[part], document);

describe('the OpenAPI document', () => {
  it('is 3.1 with exactly one operation per row of the table', () => {
    expect(document.openapi).toBe('3.1.0');
    expect(operations.map(({ operation }) => operation.operationId).toSorted()).toEqual(
      ENDPOINT_LIST.map(({ id }) => id).toSorted(),
    );
    expect(new Set(operations.map(({ operation }) => operation.operationId)).size).toBe(operations.length);
  });

  it('resolves every reference inside itself', () => {
    const refs: string[] = [];
    every(document, (node) => {
      if (typeof node.$ref === 'string') refs.push(node.$ref);
    });
    expect(refs.length).toBeGreaterThan(500);
    for (const ref of refs) {
      expect(ref).toMatch(/^#\/components\//);
      expect({ ref, found: resolve(ref) !== undefined }).toEqual({ ref, found: true });
    }
  });

  it('declares each path parameter once, and no other', () => {
    for (const { path, operation } of operations) {
      const named = [...path.matchAll(/\{(\w+)\}/g)].map((match) => match[1]);
      const declared = (operation.parameters as Node[]).filter((parameter) => parameter.in === 'path');
      expect(declared.map((parameter) => parameter.name)).toEqual(named);
      for (const parameter of declared) expect(parameter.required).toBe(true);
    }
  });

  it('holds no part of a schema that 3.1 does not know', () => {
    every(document.components, (node) => {
      expect(node).not.toHaveProperty('nullable');
      if ('exclusiveMinimum' in node && typeof node.type === 'string') expect(typeof node.exclusiveMinimum).toBe('number');
      expect(node).not.toHaveProperty('$schema');
      expect(node).not.toHaveProperty('$defs');
    });
  });

  it('says of every operation who may call it, what it answers and how it refuses', () => {
    for (const { operation } of operations) {
      expect(operation['x-permission']).toEqual(expect.any(String));
      const statuses = Object.keys(operation.responses as Node);
      expect(statuses.some((status) => status.startsWith('2'))).toBe(true);
      expect(statuses).toContain('500');
      if (operation['x-permission'] !== 'public') expect(statuses).toContain('401');
    }
  });

  it('offers Idempotency-Key on commands and X-Min-Position on reads', () => {
    for (const { method, operation } of operations) {
      const refs = (operation.parameters as Node[]).map((parameter) => parameter.$ref);
      if (refs.includes('#/components/parameters/Idempotency-Key')) expect(method).not.toBe('get');
      if (refs.includes('#/components/parameters/X-Min-Position')) expect(method).toBe('get');
    }
  });

  it('never lets a key decide on an approval', () => {
    const deciding = operations.filter(({ operation }) => operation['x-permission'] === 'approvals:decide');
    expect(deciding.map(({ operation }) => operation.security)).toEqual([[{ session: [] }], [{ session: [] }]]);
  });

  it('refuses unknown fields in every body, and never in an answer', () => {
    const schemas = document.components.schemas as Record<string, Node>;
    expect(schemas.WorkflowInput?.additionalProperties).toBe(false);
    expect(schemas.Run?.additionalProperties).toBeUndefined();
  });
});

it('is what stands in openapi.json and in the types of the client', async () => {
  const script = new URL('../tools/generate.mjs', import.meta.url).pathname;
  await expect(promisify(execFile)(process.execPath, [script, '--check'])).resolves.toBeDefined();
}, 30_000);
