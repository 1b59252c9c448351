import { useDebouncedValue } from '@mantine/hooks';
import type { EstimateView } from '@mc/contracts';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useMemo, useRef } from 'react';
import { asProblem, statusOf } from '../../../api/problem';
import { validateOnServer } from '../../../api/workflows';
import { useSame } from '../builder/use-same';
import { openText, type TextDocument } from '../document/text-document';
import { checkDocument, located } from './check-document';
import type { Found, Problem } from './problem';
import type { Known } from './use-known';

const SERVER_MS = 500;

interface Answer {
  readonly text: string;
  readonly found: readonly Found[];
  readonly estimate: EstimateView | null;
}

export interface Check {
  readonly problems: readonly Problem[];
  /** The last that is known of what a run costs; of an earlier text while this one is being checked. */
  readonly estimate: EstimateView | null;
  /** The problems are the server's. */
  readonly confirmed: boolean;
  readonly serverError: unknown;
}

/** A revision checked at once in the browser, then by the server, whose answer wins as long as the text is the same. */
export const useCheck = (document: TextDocument, { known, noteUnpriced }: Known): Check => {
  const local = useMemo(() => checkDocument(document, known), [document, known]);
  const { text } = document;
  const [settled] = useDebouncedValue(text, SERVER_MS);
  const server = useQuery({
    queryKey: ['validate', settled],
    queryFn: ({ signal }) => askServer(settled, signal),
    enabled: settled === text && local.wellFormed,
    retry: false,
    gcTime: 0,
  });
  const answer = server.data?.text === text ? server.data : undefined;
  useEffect(() => {
    if (answer !== undefined) noteUnpriced(unpricedIn(answer.found));
  }, [answer, noteUnpriced]);
  const problems = useMemo(
    () => (answer === undefined ? local.problems : located(answer.found, document)),
    [answer, local, document],
  );
  const estimate = useRef<EstimateView | null>(null);
  if (answer?.estimate) estimate.current = answer.estimate;
  return useSame({
    problems,
    estimate: estimate.current,
    confirmed: answer !== undefined,
    serverError: server.isError && settled === text ? server.error : null,
  });
};

const unpricedIn = (found: readonly Found[]): readonly string[] =>
  found.flatMap(({ code, model }) => (code === 'unpriced_model' && model !== undefined ? [model] : []));

const askServer = async (text: string, signal: AbortSignal): Promise<Answer> => {
  try {
    const { warnings, estimate } = await validateOnServer(openText(text).value, signal);
    return { text, found: warnings.map((found) => ({ ...found, severity: 'warning' as const })), estimate };
  } catch (error) {
    // Findings are an answer, not a failure.
    if (statusOf(error) === 422) return { text, found: asProblem(error).errors, estimate: null };
    throw error;
  }
};
