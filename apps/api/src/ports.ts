// Tokens of what the composition root provides: ports are interfaces and have no name at run time.
export const SETTINGS = Symbol('Settings');
export const INSTALLATION = Symbol('Installation');
export const LOG = Symbol('Log');
export const CLOCK = Symbol('Clock');
export const IDS = Symbol('Ids');
export const EVENT_STORE = Symbol('EventStore');
export const CATALOGUE = Symbol('Catalogue');
export const READ_MODEL = Symbol('ReadModelPosition');
export const DESKS = Symbol('Desks');
export const READS = Symbol('Reads');
export const SECRETS = Symbol('Secrets');
export const GATEWAYS = Symbol('Gateways');

/** The present instant, ISO-8601 UTC with milliseconds. */
export type Clock = () => string;
/** A new UUIDv7. */
export type Ids = () => string;
