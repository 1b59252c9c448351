import { EventStoreUnavailable, InvalidEvent } from '../errors';

/** SQLSTATE of an error that the server itself reported; null for a broken connection or a timeout of ours. */
const sqlState = (error: unknown): string | null =>
  error instanceof Error && 'code' in error && 'severity' in error && typeof error.code === 'string' ? error.code : null;

/**
 * True when nobody can say whether the call was committed: the connection broke, or the server was being stopped.
 * Any other report of the server means that it was rolled back.
 */
export const isUnknown = (error: unknown): boolean => {
  const state = sqlState(error);
  return state === null || state.startsWith('57P') || state.startsWith('08');
};

/** The fault lies in the values of an event (or in an id that is taken), not in the database's condition. */
export const isAboutValues = (error: unknown): boolean => /^2[23]/.test(sqlState(error) ?? '');

const UNIQUE_VIOLATION = '23505';
export const isTaken = (error: unknown): boolean => sqlState(error) === UNIQUE_VIOLATION;

/** The port's word for an error that certainly stored nothing. */
export const refusalOf = (error: unknown): Error =>
  isAboutValues(error)
    ? new InvalidEvent(`the database refused the event: ${textOf(error)}`, { cause: error })
    : new EventStoreUnavailable(`the database did not take the append: ${textOf(error)}`, { cause: error });

export const textOf = (error: unknown): string => (error instanceof Error ? error.message || error.name : String(error));
