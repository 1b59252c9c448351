import { useState } from 'react';
import { useBuilder } from '../builder/builder-context';
import { type Problem, problemsOf, sentenceOf } from '../check/problem';

/** Below the prompt one knows that it is of the prompt. */
const shortSentence = (problem: Problem): string =>
  sentenceOf({ ...problem, message: problem.message.replace(/^prompt of step \S+: /, '') });

/** What is wrong with a field, for under it; `undefined` when nothing is. */
export const useFieldError = (stepIndex: number | null, field: string): string | undefined => {
  const { check } = useBuilder();
  const own = problemsOf(check.problems, stepIndex, field);
  return own.length === 0 ? undefined : own.map(shortSentence).join('. ');
};

/**
 * A text field over the document. While one types, the field shows what was typed, letter by letter; what the document
 * makes of it (a number, nothing at all) shows when the field is left.
 */
export const useTyped = (value: string, write: (text: string) => void) => {
  const { turns } = useBuilder();
  const [typed, setTyped] = useState<{ readonly text: string; readonly turns: number } | null>(null);
  return {
    value: typed?.turns === turns ? typed.text : value,
    onChange: (text: string) => {
      setTyped({ text, turns });
      write(text);
    },
    onBlur: () => setTyped(null),
  };
};

/** Digits as a number; anything else as it was typed, so that the rules say what is wrong with it; nothing as nothing. */
export const numberFrom = (text: string): unknown => {
  const trimmed = text.trim().replaceAll(/(?<=\d),(?=\d{3})/g, '');
  if (trimmed === '') return undefined;
  const number = Number(trimmed);
  return Number.isFinite(number) ? number : text;
};

/** A value of the document as a text field shows it. */
export const shown = (value: unknown): string => {
  if (value === undefined || value === null) return '';
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
};
