export * from './kernel/actor';
export * from './kernel/canonical';
export * from './kernel/decider';
export * from './kernel/ids';
export * from './kernel/message';
export * from './kernel/money';
export * from './kernel/sha256';
export * from './kernel/text';
