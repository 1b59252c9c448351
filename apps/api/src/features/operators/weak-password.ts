import { ProblemError } from '../../http/problem';

const DIFFERENT_CHARACTERS_MIN = 5;
/** What is tried first, everywhere. */
const WORN_OUT = [
  'password',
  'passwort',
  'qwertyui',
  'asdfghjk',
  '12345678',
  '87654321',
  'abcdefgh',
  'letmein',
  'changeme',
  'missioncontrol',
];

/** Throws `weak_password` for what somebody would guess at once. Beyond that, length is what counts. */
export const checkPassword = (password: string, username: string, path = '/password'): void => {
  const weak = (reason: string) => weakPassword(reason, path);
  const text = password.toLowerCase();
  if (new Set(text).size < DIFFERENT_CHARACTERS_MIN) throw weak('It has too few different characters.');
  if (text.includes(username.toLowerCase()) && text.length < username.length + DIFFERENT_CHARACTERS_MIN) {
    throw weak('It is little more than the username.');
  }
  if (WORN_OUT.some((word) => text.startsWith(word) && text.length < word.length + DIFFERENT_CHARACTERS_MIN)) {
    throw weak('It is among the first that are tried.');
  }
};

export const weakPassword = (reason: string, path: string): ProblemError =>
  new ProblemError('weak_password', reason, { errors: [{ code: 'invalid_value', path, message: reason }] });
