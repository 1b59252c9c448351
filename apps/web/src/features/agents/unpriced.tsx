import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { TriangleAlert } from 'lucide-react';
import { costsQuery } from '../../api/costs';
import { agentsQuery } from '../../api/resources';
import { useMe } from '../../api/use-me';
import { formatWhole } from '../../ui/format/tokens';
import classes from './agents.module.css';

const TODAY = () => new Date().toISOString().slice(0, 10);
const MONTH_MS = 30 * 86_400_000;
const monthAgo = (): string => new Date(Date.parse(TODAY()) - MONTH_MS).toISOString();

interface Unpriced {
  readonly model: string;
  readonly agents: readonly string[];
  readonly tokens: number;
}

/** Models that somebody uses and that no price says the cost of. */
const useUnpriced = (): readonly Unpriced[] => {
  const me = useMe();
  const agents = useQuery(agentsQuery);
  const costs = useQuery({ ...costsQuery({ groupBy: 'model', from: monthAgo() }), enabled: me.may('costs:read') });
  const waiting = (agents.data?.items ?? []).filter(({ priced }) => !priced);
  const booked = costs.data?.unpriced ?? [];
  const models = [...new Set([...waiting.map(({ model }) => model), ...booked.map(({ model }) => model)])].sort();
  return models.map((model) => {
    const tokens = booked.find((one) => one.model === model);
    return {
      model,
      agents: waiting.filter((agent) => agent.model === model).map(({ name }) => name),
      tokens: (tokens?.inputTokens ?? 0) + (tokens?.outputTokens ?? 0),
    };
  });
};

/** What has no price, who needs it, and what it has used without anybody knowing the cost. */
export const UnpricedModels = ({ onPrice }: { onPrice: ((model: string) => void) | null }) => {
  const models = useUnpriced();
  if (models.length === 0) return null;
  return (
    <ul className={classes.unpriced} aria-label="Models without a price">
      {models.map(({ model, agents, tokens }) => (
        <li key={model}>
          <TriangleAlert size={15} aria-hidden />
          <div>
            <strong className="mono">{model}</strong> has no price.{' '}
            {agents.length === 0 ? '' : `Needed by ${agents.join(', ')}, who are not sent anything under a cap in money. `}
            {tokens === 0 ? null : (
              <Link to="/runs" search={{ has: 'unpriced', from: '-30d' }}>
                Runs with {formatWhole(tokens)} unpriced tokens in 30 days
              </Link>
            )}
          </div>
          {onPrice === null ? null : (
            <Button size="compact-sm" variant="default" onClick={() => onPrice(model)}>
              Set its price
            </Button>
          )}
        </li>
      ))}
    </ul>
  );
};
