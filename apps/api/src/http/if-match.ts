import { ProblemError } from './problem';
import { etagOf } from './reply';

/** The version that `If-Match` names; null where the caller does not care. */
export const expectedVersion = (header: string | undefined): number | null => {
  if (header === undefined || header === '*') return null;
  const version = /^"(\d{1,9})"$/.exec(header)?.[1];
  // An entity tag that we never gave out matches nothing.
  if (version === undefined) throw new ProblemError('version_conflict', 'If-Match names a version that never existed.');
  return Number(version);
};

export const versionConflict = (actual: number): ProblemError =>
  new ProblemError('version_conflict', `The present version is ${actual}.`, {
    extra: { version: actual },
    headers: { ETag: etagOf(actual) },
  });
