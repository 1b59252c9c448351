import type { WorkflowView } from '@mc/contracts';
import { DEFAULT_BACKOFF_MS, DEFAULT_MAX_ATTEMPTS, DEFAULT_TIMEOUT_MS } from '@mc/domain';
import { type Document, isNode, LineCounter, parseDocument, stringify } from 'yaml';

/** A place in the text, in UTF-16 units. */
interface TextRange {
  readonly from: number;
  readonly to: number;
}

interface TextProblem extends TextRange {
  readonly message: string;
}

export interface ParsedText {
  /** Plain data; `undefined` when the text cannot be read. */
  readonly value: unknown;
  readonly problems: readonly TextProblem[];
  /** Where a JSON Pointer leads, or the nearest place above it that exists. */
  readonly rangeOf: (pointer: string) => TextRange;
  readonly lineOf: (offset: number) => number;
}

/** Anchors could make a short text a huge one. */
const ALIASES_MAX = 50;

/** Reads YAML, of which JSON is a part. Comments live in the text and are not touched by reading. */
export const parseText = (text: string): ParsedText => {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, uniqueKeys: true, strict: true, version: '1.2' });
  const problems = [...document.errors, ...document.warnings].map(({ message, pos }) => ({
    message: message.split('\n')[0] ?? message,
    from: pos[0],
    to: Math.max(pos[0], pos[1]),
  }));
  const rangeOf = (pointer: string) => nodeRange(document, pointer, text);
  const lineOf = (offset: number) => lines.linePos(offset).line;
  if (document.errors.length > 0) return { value: undefined, problems, rangeOf, lineOf };
  try {
    return { value: document.toJS({ maxAliasCount: ALIASES_MAX }), problems, rangeOf, lineOf };
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    return { value: undefined, problems: [...problems, { message, from: 0, to: 0 }], rangeOf, lineOf };
  }
};

const pathOf = (pointer: string): (string | number)[] =>
  pointer
    .split('/')
    .slice(1)
    .map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~'))
    .map((part) => (/^\d+$/.test(part) ? Number(part) : part));

const nodeRange = (document: Document, pointer: string, text: string): TextRange => {
  for (const path = pathOf(pointer); path.length > 0; path.pop()) {
    const node = document.getIn(path, true);
    if (isNode(node) && node.range) return firstLine({ from: node.range[0], to: node.range[1] }, text);
  }
  return firstLine({ from: 0, to: text.length }, text);
};

/** A squiggle under twenty lines helps nobody. */
const firstLine = ({ from, to }: TextRange, text: string): TextRange => {
  const end = text.indexOf('\n', from);
  return { from, to: Math.max(from, end === -1 ? to : Math.min(to, end)) };
};

/** The definition inside a stored workflow: without what the server adds, and without defaults that nobody wrote. */
export const definitionOf = (workflow: WorkflowView): Record<string, unknown> => {
  const { name, description, inputs, budget, steps } = workflow;
  return present({
    name,
    description,
    inputs: Object.keys(inputs).length === 0 ? undefined : inputs,
    budget,
    steps: steps.map(stepOf),
  });
};

const stepOf = ({ key, name, agent, model, risk, dependsOn, prompt, ...rest }: WorkflowView['steps'][number]) => {
  const { retry, timeoutMs, onFailure, ...others } = rest;
  const usualRetry =
    retry?.maxAttempts === DEFAULT_MAX_ATTEMPTS[risk] && (retry.backoffMs ?? DEFAULT_BACKOFF_MS) === DEFAULT_BACKOFF_MS;
  return present({
    key,
    name,
    agent,
    model,
    risk,
    dependsOn: dependsOn?.length === 0 ? undefined : dependsOn,
    prompt,
    ...others,
    timeoutMs: timeoutMs === DEFAULT_TIMEOUT_MS ? undefined : timeoutMs,
    retry: usualRetry ? undefined : retry,
    onFailure: onFailure === 'fail' ? undefined : onFailure,
  });
};

const present = (members: Record<string, unknown>): Record<string, unknown> =>
  Object.fromEntries(Object.entries(members).filter(([, value]) => value !== undefined && value !== null));

/** Data as YAML for people: long prompts as blocks, lists of names on one line. */
export const yamlText = (value: unknown): string =>
  stringify(value, { lineWidth: 100, blockQuote: 'literal', aliasDuplicateObjects: false });

export const jsonText = (value: unknown): string => `${JSON.stringify(value, null, 2)}\n`;
