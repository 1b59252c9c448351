import * as fc from 'fast-check';

/** Checks a synchronous property; `fc.assert` alone looks like a forgotten promise to the linter. */
export const holds = <Values>(property: fc.IProperty<Values>, parameters?: fc.Parameters<Values>): void =>
  fc.assert(property, parameters);
