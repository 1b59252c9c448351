import type { KnownCatalogue } from '@mc/domain';
import { expectedVersion, versionConflict } from '../http/if-match';
import { ProblemError } from '../http/problem';

/** The path names what is meant; a body may repeat it, and nothing else. */
export const checkName = (inPath: string, inBody: string | undefined): void => {
  if (inBody === undefined || inBody === inPath) return;
  throw new ProblemError('name_mismatch', `The path names ${inPath}, the body ${inBody}.`);
};

/** `If-Match` against the revision of a stream that the catalogue folds. What does not exist is left to the rules to name. */
export const checkRevision = (ifMatch: string | undefined, catalogue: KnownCatalogue, stream: string): void => {
  const expected = expectedVersion(ifMatch);
  const actual = catalogue.revision(stream);
  if (expected !== null && actual >= 0 && expected !== actual) throw versionConflict(actual);
};
