import { SegmentedControl, Select } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { CircleCheckBig, CircleDollarSign, TriangleAlert } from 'lucide-react';
import { useMemo } from 'react';
import { costsQuery } from '../../api/resources';
import { useTopicQueries } from '../../live/live-context';
import { Money, TokenCount } from '../../ui/amounts';
import { CostTable } from '../../ui/cost-table';
import { formatWhole } from '../../ui/format/tokens';
import { Page, Panel } from '../../ui/page';
import { chipsOf, type Grammar, type Params } from '../../ui/query/grammar';
import { EmptyState, FilteredEmpty, Loaded } from '../../ui/states';
import { costFilters, DEFAULT_RANGE, type Group, groupOf, RANGES } from './cost-filters';
import classes from './costs.module.css';
import { DayChart } from './day-chart';

const DRILL: Grammar = { workflow: { kind: 'text' }, agent: { kind: 'text' }, model: { kind: 'text' } };
const TITLES: Record<Group, string> = { agent: 'Agent', model: 'Model', workflow: 'Workflow', day: 'Day' };

/** What all runs cost, in groups whose sums must equal the ledger. */
export const CostsPage = () => {
  const search: Params = useSearch({ from: '/inside/costs' });
  const navigate = useNavigate({ from: '/costs' });
  const by = groupOf(search);
  const nowIso = useMemo(() => new Date().toISOString(), []);
  const filters = useMemo(() => costFilters(search, by, Date.parse(nowIso)), [search, by, nowIso]);
  const byDay = useMemo(() => ({ ...filters, groupBy: 'day' as const }), [filters]);
  const costs = useQuery(costsQuery(filters));
  const days = useQuery(costsQuery(byDay));
  useTopicQueries('runs', [['costs']]);
  const set = (change: Record<string, string | undefined>) =>
    void navigate({ search: (old) => ({ ...old, ...change }), replace: true });
  const chips = chipsOf(search, DRILL);
  return (
    <Page
      title="Costs"
      lead="Every figure comes from the ledger: what is settled, by the price that was in force."
      actions={
        <Select
          aria-label="Time"
          data={[...RANGES]}
          value={search.from ?? DEFAULT_RANGE}
          onChange={(from) => set({ from: from ?? undefined })}
          allowDeselect={false}
          w={170}
        />
      }
    >
      <div className={classes.controls}>
        <SegmentedControl
          aria-label="Grouped by"
          size="sm"
          value={by}
          onChange={(value) => set({ by: value })}
          data={Object.entries(TITLES).map(([value, label]) => ({ value, label: `By ${label.toLowerCase()}` }))}
        />
        {chips.map((chip) => (
          <button
            key={chip.text}
            type="button"
            className={classes.chip}
            onClick={() => set(Object.fromEntries(chip.names.map((name) => [name, undefined])))}
          >
            {chip.text} ×<span className="sr-only"> remove this filter</span>
          </button>
        ))}
      </div>
      <Loaded query={costs}>
        {(view) =>
          view.groups.length === 0 ? (
            chips.length > 0 ? (
              <FilteredEmpty filters={chips.map(({ text }) => text)} onClear={() => void navigate({ search: {} })} />
            ) : (
              <EmptyState icon={CircleDollarSign} title="Nothing was spent in this time">
                Every model call is booked here with its tokens and its price, grouped as you like.
              </EmptyState>
            )
          ) : (
            <>
              <Panel>
                <div className={classes.total}>
                  <strong>
                    <Money cents={view.totalCents} />
                  </strong>
                  <span>
                    <TokenCount
                      count={view.groups.reduce(
                        (sum, { inputTokens, outputTokens }) => sum + (inputTokens ?? 0) + (outputTokens ?? 0),
                        0,
                      )}
                    />{' '}
                    tokens
                  </span>
                  {view.reconciles ? (
                    <span className={classes.good}>
                      <CircleCheckBig size={15} aria-hidden /> equals the ledger
                    </span>
                  ) : (
                    <span className={classes.bad}>
                      <TriangleAlert size={15} aria-hidden /> does not equal the ledger
                    </span>
                  )}
                  {view.unpriced.map(({ model, inputTokens, outputTokens }) => (
                    <span key={model} className={classes.bad}>
                      <TriangleAlert size={15} aria-hidden /> {model}: {formatWhole((inputTokens ?? 0) + (outputTokens ?? 0))}{' '}
                      tokens without a price.{' '}
                      <Link to="/agents" search={{ tab: 'prices' }}>
                        Set it
                      </Link>
                    </span>
                  ))}
                </div>
                {days.data === undefined ? null : (
                  <DayChart groups={days.data.groups} from={filters.from ?? nowIso} to={filters.to ?? nowIso} />
                )}
              </Panel>
              <Panel>
                <CostTable
                  title={`By ${TITLES[by].toLowerCase()}`}
                  first={TITLES[by]}
                  rows={view.groups}
                  total={view.totalCents}
                  link={(key) => <Drill by={by} name={key} from={search.from} />}
                />
              </Panel>
            </>
          )
        }
      </Loaded>
    </Page>
  );
};

/** A group leads to what it is made of. */
const Drill = ({ by, name, from }: { by: Group; name: string; from: string | undefined }) => {
  switch (by) {
    case 'agent':
      return (
        <Link to="/runs" search={{ agent: name, from: from ?? DEFAULT_RANGE }}>
          {name}
        </Link>
      );
    case 'workflow':
      return (
        <Link to="/runs" search={{ workflow: name, from: from ?? DEFAULT_RANGE }}>
          {name}
        </Link>
      );
    case 'model':
      return (
        <Link to="/costs" search={{ by: 'agent', model: name, from }}>
          {name}
        </Link>
      );
    case 'day':
      return (
        <Link to="/runs" search={{ from: name.slice(0, 10), to: `${name.slice(0, 10)}T23:59:59.999Z` }}>
          {name.slice(0, 10)}
        </Link>
      );
    default:
      return by satisfies never;
  }
};
