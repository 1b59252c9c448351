import { UPCASTS } from '@mc/domain';
import { categoryOf, type LoggedEvent } from '../store.port';

const TYPES: Readonly<Record<string, object>> = UPCASTS;

/** An event that this version does not know. Skipping it would make a false history, so projecting stops here. */
export class UnknownEvent extends Error {
  override readonly name = 'UnknownEvent';
  constructor({ stream, revision, position, type }: LoggedEvent) {
    super(`unknown event ${type} at position ${position} (${stream} revision ${revision})`);
  }
}

/** The category of an event; throws UnknownEvent. */
export const knownCategory = (event: LoggedEvent): string => {
  const category = categoryOf(event.stream);
  const types = Object.hasOwn(TYPES, category) ? TYPES[category] : undefined;
  if (!types || !Object.hasOwn(types, event.type)) throw new UnknownEvent(event);
  return category;
};
