import type { KnownCatalogue } from '@mc/domain';
import type { Asked } from '../http/endpoint';
import { expectedVersion, versionConflict } from '../http/if-match';
import { ProblemError } from '../http/problem';

/** The path names what is meant; a body may repeat it, and nothing else. */
export const checkName = (inPath: string, inBody: string | undefined): void => {
  if (inBody === undefined || inBody === inPath) return;
  throw new ProblemError('name_mismatch', `The path names ${inPath}, the body ${inBody}.`);
};

/** What comes again finds its own doing, and must not be refused for it. */
export const isFirst = ({ done }: Asked): boolean => done.length === 0;

/** `If-Match` against the revision of a stream that the catalogue folds. What does not exist is left to the rules to name. */
export const checkRevision = (asked: Asked, ifMatch: string | undefined, catalogue: KnownCatalogue, stream: string): void => {
  const expected = isFirst(asked) ? expectedVersion(ifMatch) : null;
  const actual = catalogue.revision(stream);
  if (expected !== null && actual >= 0 && expected !== actual) throw versionConflict(actual);
};
