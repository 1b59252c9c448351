const SHORT_MAX = 14;

/** `0199a3…7c21`: the middle of a long id is left out. */
export const shortId = (id: string): string => (id.length <= SHORT_MAX ? id : `${id.slice(0, 6)}…${id.slice(-4)}`);

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/i;

export const isUuid = (text: string): boolean => UUID.test(text.trim());
