import type { AgentView } from '@mc/contracts';
import { useQuery } from '@tanstack/react-query';
import { useCallback, useMemo, useState } from 'react';
import { agentsQuery, pricesQuery } from '../../../api/resources';

const NONE: readonly AgentView[] = [];

/**
 * What workflows may refer to, as far as this browser knows. That a model has no price only the server can say, for it
 * takes over published prices at save; what it said once is remembered.
 */
export const useKnown = () => {
  const agents = useQuery(agentsQuery);
  const prices = useQuery(pricesQuery({}));
  const [unpriced, setUnpriced] = useState<ReadonlySet<string>>(new Set());
  const noteUnpriced = useCallback(
    (models: readonly string[]) =>
      setUnpriced((before) => (models.every((model) => before.has(model)) ? before : new Set([...before, ...models]))),
    [],
  );
  const known = useMemo(() => {
    if (agents.data === undefined) return null;
    const models = new Map(agents.data.items.map(({ name, model }) => [name, { model }]));
    const priced = new Set(prices.data?.items.map(({ model }) => model));
    return {
      agent: (name: string) => models.get(name),
      price: (model: string) => (priced.has(model) || !unpriced.has(model) ? true : undefined),
    };
  }, [agents.data, prices.data, unpriced]);
  const models = useMemo(
    () => [...new Set([...(prices.data?.items ?? []), ...(agents.data?.items ?? [])].map(({ model }) => model))].sort(),
    [prices.data, agents.data],
  );
  return { known, agents: agents.data?.items ?? NONE, models, noteUnpriced };
};

export type Known = ReturnType<typeof useKnown>;
