export const PASSWORD_CHARS_MIN = 8;

/** What is wrong with a new password as far as the page can tell; the server knows more. */
export const passwordFlaw = (next: string, again: string): string | null => {
  if (next.length < PASSWORD_CHARS_MIN) return `At least ${PASSWORD_CHARS_MIN} characters`;
  return next === again ? null : 'The two are not the same';
};
