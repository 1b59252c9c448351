import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { costsQuery } from '../../api/resources';
import { useMe } from '../../api/use-me';
import { Money, TokenCount } from '../../ui/amounts';
import { Panel } from '../../ui/page';
import { Loaded } from '../../ui/states';
import classes from './overview.module.css';

const startOfDay = (): string => {
  const day = new Date();
  day.setHours(0, 0, 0, 0);
  return day.toISOString();
};

/** What this day has cost so far, by agent. */
export const Today = () => {
  const me = useMe();
  const costs = useQuery({
    ...costsQuery({ groupBy: 'agent', from: startOfDay() }),
    enabled: me.may('costs:read'),
    staleTime: 10_000,
    refetchInterval: 30_000,
  });
  return (
    <Panel title="Today" actions={<Link to="/costs">Costs</Link>}>
      <Loaded query={costs} rows={3}>
        {({ totalCents, groups, unpriced }) => (
          <>
            <div className={classes.total}>
              <Money cents={totalCents} />
            </div>
            {groups.length === 0 ? <p className={classes.none}>Nothing was spent today.</p> : null}
            <dl className={classes.agents}>
              {groups.slice(0, 5).map((group) => (
                <div key={group.key}>
                  <dt>{group.key}</dt>
                  <dd>
                    <TokenCount count={(group.inputTokens ?? 0) + (group.outputTokens ?? 0)} />{' '}
                    <span className="dim">tokens</span>
                  </dd>
                  <dd>
                    <Money cents={group.cents} />
                  </dd>
                </div>
              ))}
            </dl>
            {unpriced.length === 0 ? null : (
              <p className={classes.none}>Without a price, so not in the sum: {unpriced.map(({ model }) => model).join(', ')}</p>
            )}
          </>
        )}
      </Loaded>
    </Panel>
  );
};
