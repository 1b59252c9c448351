export { sha256 } from './codec/envelope';
export { Upcaster, type UpcastTables } from './codec/upcaster';
export * from './codec/verify';
export * from './create';
export * from './errors';
export { Memory } from './memory/memory-log';
export * from './port';
export { eventStoreMigrations, type Migration } from './postgres/schema';
