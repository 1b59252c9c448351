import type { RunFacets } from '@mc/contracts';
import { useQuery } from '@tanstack/react-query';
import { type RunFilters, runFacetsQuery } from '../../api/runs';
import { formatCount } from '../../ui/format/tokens';
import type { Params } from '../../ui/query/grammar';
import classes from './runs-page.module.css';

interface Chip {
  readonly label: string;
  readonly params: { readonly status?: string; readonly hold?: string };
  readonly count: (facets: RunFacets) => number;
}

const of = (facet: RunFacets['status'], ...values: readonly string[]): number =>
  facet.filter(({ value }) => values.includes(value)).reduce((sum, { count }) => sum + count, 0);

const CHIPS: readonly Chip[] = [
  { label: 'All', params: {}, count: ({ status }) => status.reduce((sum, { count }) => sum + count, 0) },
  { label: 'Open', params: { status: 'pending,running' }, count: ({ status }) => of(status, 'pending', 'running') },
  { label: 'Needs approval', params: { hold: 'approval' }, count: ({ hold }) => of(hold, 'approval') },
  {
    label: 'Stuck',
    params: { hold: 'budget,paused,frozen,outcome_unknown' },
    count: ({ hold }) => of(hold, 'budget', 'paused', 'frozen', 'outcome_unknown'),
  },
  { label: 'Failed', params: { status: 'failed' }, count: ({ status }) => of(status, 'failed') },
  { label: 'Completed', params: { status: 'completed' }, count: ({ status }) => of(status, 'completed') },
  { label: 'Aborted', params: { status: 'aborted' }, count: ({ status }) => of(status, 'aborted') },
];

interface Props {
  readonly filters: RunFilters;
  readonly params: Params;
  readonly onChange: (params: Record<string, string>) => void;
}

/** The states that people look for, with how many there are under the other filters. */
export const StatusChips = ({ filters, params, onChange }: Props) => {
  const facets = useQuery(runFacetsQuery({ ...filters, status: undefined, hold: undefined }));
  const { status: _, hold: __, ...rest } = params;
  const others = Object.fromEntries(Object.entries(rest).filter((entry): entry is [string, string] => entry[1] !== undefined));
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset would bring a frame and a legend
    <div className={classes.chips} role="group" aria-label="State">
      {CHIPS.map(({ label, params: own, count }) => {
        const isOn = (params.status ?? '') === (own.status ?? '') && (params.hold ?? '') === (own.hold ?? '');
        return (
          <button key={label} type="button" aria-pressed={isOn} onClick={() => onChange({ ...others, ...own })}>
            {label}
            {facets.data === undefined ? null : (
              <span className={`${classes.chipCount} num`}>
                {facets.data.exact ? '' : '≥'}
                {formatCount(count(facets.data))}
              </span>
            )}
          </button>
        );
      })}
    </div>
  );
};
