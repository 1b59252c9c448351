import { useDebouncedValue } from '@mantine/hooks';
import type { EstimateView } from '@mc/contracts';
import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { asProblem, statusOf } from '../../api/problem';
import { agentsQuery, pricesQuery } from '../../api/resources';
import { validateOnServer } from '../../api/workflows';
import { checkText, located, type Problem } from './check-text';

const SERVER_MS = 500;

interface ServerView {
  readonly problems: readonly Problem[];
  readonly estimate: EstimateView | null;
}

/** The text checked at once in the browser, then by the server, whose answer wins as long as the text is the same. */
export const useCheckedText = (text: string) => {
  const agents = useQuery(agentsQuery);
  const prices = useQuery(pricesQuery({}));
  const known = useMemo(() => {
    if (agents.data === undefined || prices.data === undefined) return null;
    const models = new Map(agents.data.items.map(({ name, model }) => [name, { model }]));
    const priced = new Set([
      ...prices.data.items.map(({ model }) => model),
      ...agents.data.items.flatMap(({ model, priced }) => (priced ? [model] : [])),
    ]);
    // Beyond the first page of prices the browser does not know; the server does.
    const all = prices.data.nextCursor === null;
    return {
      agent: (name: string) => models.get(name),
      price: (model: string) => (priced.has(model) || !all ? true : undefined),
    };
  }, [agents.data, prices.data]);
  const local = useMemo(() => checkText(text, known), [text, known]);
  const [settled] = useDebouncedValue(text, SERVER_MS);
  const server = useQuery({
    queryKey: ['validate', settled],
    queryFn: ({ signal }) => askServer(settled, signal),
    enabled: settled === text && local.value !== undefined,
    retry: false,
    gcTime: 0,
  });
  const answer = settled === text ? server.data : undefined;
  return {
    ...local,
    problems: answer?.problems ?? local.problems,
    estimate: answer?.estimate ?? null,
    confirmed: answer !== undefined,
    agents: agents.data?.items.map(({ name }) => name) ?? [],
    serverError: server.isError ? server.error : null,
  };
};

const askServer = async (text: string, signal: AbortSignal): Promise<ServerView> => {
  const { parsed, value } = checkText(text, null);
  try {
    const { estimate, warnings } = await validateOnServer(value, signal);
    return {
      problems: located(
        warnings.map((found) => ({ ...found, severity: 'warning' as const })),
        parsed,
      ),
      estimate,
    };
  } catch (error) {
    // Findings are an answer, not a failure.
    if (statusOf(error) === 422) return { problems: located(asProblem(error).errors, parsed), estimate: null };
    throw error;
  }
};
