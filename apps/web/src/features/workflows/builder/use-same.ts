import { useRef } from 'react';

/** The same object as before for as long as all of its members are, so that nobody draws anew for nothing. */
export const useSame = <Shape extends object>(next: Shape): Shape => {
  const kept = useRef(next);
  const names = Object.keys(next) as (keyof Shape)[];
  if (!names.every((name) => Object.is(next[name], kept.current[name]))) kept.current = next;
  return kept.current;
};
