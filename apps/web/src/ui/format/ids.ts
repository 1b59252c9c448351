const SHORT_MAX = 14;

/** `0199a3…7c21`: the middle of a long id is left out. */
export const shortId = (id: string): string => (id.length <= SHORT_MAX ? id : `${id.slice(0, 6)}…${id.slice(-4)}`);
