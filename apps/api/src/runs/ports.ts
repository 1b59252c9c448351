export const RUN_HANDLER = Symbol('RunHandler');
