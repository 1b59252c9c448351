import type * as z from 'zod';
import type { ProblemDetail } from './shapes/problems';

type Issue = z.core.$ZodIssue;

/** Enough for every step of the largest workflow; a hostile body cannot make the answer larger than itself by much. */
export const FINDINGS_MAX = 2000;
const SHOWN_NAME_MAX = 128;

/** What is wrong with a value, one finding each, by stable codes and JSON Pointers; inside a workflow also by step and field. */
export const findingsOf = (issues: readonly Issue[], given: unknown, unknownCode: string): ProblemDetail[] => {
  const findings: ProblemDetail[] = [];
  for (const issue of issues) {
    for (const finding of findingsOfIssue(issue, given, unknownCode)) {
      if (findings.length === FINDINGS_MAX) return findings;
      findings.push(finding);
    }
  }
  return findings;
};

const findingsOfIssue = (issue: Issue, given: unknown, unknownCode: string): ProblemDetail[] => {
  const path = issue.path.map(String);
  switch (issue.code) {
    case 'unrecognized_keys':
      return issue.keys.slice(0, FINDINGS_MAX).map((key) => finding(unknownCode, [...path, key], 'is not known here', given));
    case 'invalid_union':
      return nearest(issue).flatMap((inner) =>
        findingsOfIssue({ ...inner, path: [...issue.path, ...inner.path] }, given, unknownCode),
      );
    case 'invalid_key':
      return [finding('invalid_format', path, 'is not a valid name', given)];
    default:
      return [finding(codeOf(issue, path, given), path, issue.message, given)];
  }
};

/** Of a union's branches, the one that came nearest to fitting. */
const nearest = (issue: z.core.$ZodIssueInvalidUnion): readonly Issue[] => {
  const branches = issue.errors.toSorted((one, other) => one.length - other.length);
  return branches[0] ?? [];
};

const codeOf = (issue: Issue, path: readonly string[], given: unknown): string => {
  if (path[0] === 'budget') return 'invalid_budget';
  switch (issue.code) {
    case 'invalid_type':
    case 'invalid_value':
      return valueAt(given, path) === undefined ? 'required' : issue.code;
    case 'invalid_format':
    case 'too_small':
    case 'too_big':
      return issue.code;
    case 'custom':
      return typeof issue.params?.code === 'string' ? issue.params.code : 'invalid';
    default:
      return 'invalid';
  }
};

const finding = (code: string, path: readonly string[], message: string, given: unknown): ProblemDetail => ({
  code,
  path: pointer(path),
  message: code === 'required' ? 'is required' : message,
  ...placeInWorkflow(path, given),
});

const placeInWorkflow = (path: readonly string[], given: unknown): { step?: string; field?: string } => {
  if (path[0] !== 'steps' || path[1] === undefined) return {};
  const key = valueAt(given, ['steps', path[1], 'key']);
  return {
    ...(typeof key === 'string' ? { step: shown(key) } : {}),
    ...(path[2] === undefined ? {} : { field: shown(path[2]) }),
  };
};

const valueAt = (root: unknown, path: readonly string[]): unknown => {
  let value = root;
  for (const part of path) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, part)) return undefined;
    value = (value as Record<string, unknown>)[part];
  }
  return value;
};

const shown = (name: string): string => name.slice(0, SHOWN_NAME_MAX).toWellFormed();

/** RFC 6901. */
export const pointer = (path: readonly string[]): string =>
  path.map((part) => `/${shown(part).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');
