interface Options {
  readonly options: Record<string, unknown> | null;
  readonly error: string | null;
}

/** A JSON object that somebody typed; empty text is none. */
export const readOptions = (text: string): Options => {
  if (text.trim() === '') return { options: null, error: null };
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value === 'object' && value !== null && !Array.isArray(value))
      return { options: value as Record<string, unknown>, error: null };
    return { options: null, error: 'must be a JSON object, such as {"seed": 1}' };
  } catch {
    return { options: null, error: 'is not valid JSON' };
  }
};
