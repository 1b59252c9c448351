import type { CostsView, LimitView } from '@mc/contracts';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { costsQuery } from '../../api/costs';
import { limitsQuery } from '../../api/limits';
import { useMe } from '../../api/use-me';
import { Money, TokenCount } from '../../ui/amounts';
import { useHour } from '../../ui/clock';
import { LimitBar } from '../../ui/limit-bar';
import { amountsOf, forecastWords, standingOf, whoseRuns } from '../../ui/limit-words';
import { Panel } from '../../ui/page';
import { SeriesDot } from '../../ui/series-dot';
import { Loaded } from '../../ui/states';
import classes from './overview.module.css';

const AGENTS = 5;
const LIMITS = 4;
const REFRESH = { staleTime: 10_000, refetchInterval: 30_000 };

/** What this day has cost so far, against its limits and by agent. A day of UTC, as the limits count it. */
export const Today = () => {
  const me = useMe();
  const from = `${new Date(useHour()).toISOString().slice(0, 10)}T00:00:00.000Z`;
  const costs = useQuery({ ...costsQuery({ groupBy: 'agent', from }), ...REFRESH, enabled: me.may('costs:read') });
  const limits = useQuery({ ...limitsQuery, ...REFRESH, enabled: me.may('budgets:read') });
  return (
    <Panel
      title="Today (UTC)"
      actions={
        <Link to="/costs" search={{ from: 'today' }}>
          Costs
        </Link>
      }
    >
      <Loaded query={costs} rows={3}>
        {(view) => <Spent costs={view} limits={(limits.data?.items ?? []).filter(({ period }) => period === 'day')} />}
      </Loaded>
    </Panel>
  );
};

const Spent = ({ costs: { totalCents, groups, unpriced }, limits }: { costs: CostsView; limits: readonly LimitView[] }) => (
  <>
    <div className={classes.total}>
      <Money cents={totalCents} />
    </div>
    {limits.length === 0 ? null : <Limits limits={limits} />}
    {groups.length === 0 ? <p className={classes.none}>Nothing was spent today.</p> : null}
    <dl className={classes.agents}>
      {groups.slice(0, AGENTS).map(({ key, cents, inputTokens, outputTokens }) => (
        <div key={key}>
          <dt>
            <SeriesDot kind="agent" name={key} /> {key}
          </dt>
          <dd>
            <TokenCount count={(inputTokens ?? 0) + (outputTokens ?? 0)} /> <span className="dim">tokens</span>
          </dd>
          <dd>
            <Money cents={cents} />
          </dd>
        </div>
      ))}
    </dl>
    {unpriced.length === 0 ? null : (
      <p className={classes.none}>Without a price, so not in the sum: {unpriced.map(({ model }) => model).join(', ')}</p>
    )}
  </>
);

/** How full a limit is, so that the fullest come first. */
const fullness = (limit: LimitView): number =>
  Math.max(...amountsOf(limit).map(({ cap, left }) => (cap <= 0 ? 1 : 1 - left / cap)), 0);

const Limits = ({ limits }: { limits: readonly LimitView[] }) => (
  <ul className={classes.limits} aria-label="Limits of today">
    {[...limits]
      .sort((a, b) => fullness(b) - fullness(a))
      .slice(0, LIMITS)
      .flatMap((limit) =>
        amountsOf(limit).map((amounts, index) => (
          <li key={`${limit.id} ${amounts.kind}`} className={classes.limit}>
            {index > 0 ? (
              <span />
            ) : (
              <Link to="/costs" search={{ tab: 'limits' }}>
                {whoseRuns(limit)}
              </Link>
            )}
            <span className="num">
              {amounts.format(amounts.cap - amounts.left)} of {amounts.format(amounts.cap)} taken
            </span>
            <LimitBar amounts={amounts} />
            <span className="dim">
              {standingOf(amounts) === 'full' ? 'Full: runs are refused. ' : ''}
              {forecastWords(limit, amounts)}
            </span>
          </li>
        )),
      )}
  </ul>
);
