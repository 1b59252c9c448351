import { Button, Switch, TextInput } from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';
import type { PriceView } from '@mc/contracts';
import { useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { CircleDollarSign, Plus, Search } from 'lucide-react';
import { useState } from 'react';
import { pricesQuery } from '../../api/resources';
import { useMe } from '../../api/use-me';
import { Money } from '../../ui/amounts';
import { type Column, DataTable } from '../../ui/data-table';
import { formatWhole } from '../../ui/format/tokens';
import { EmptyState, FilteredEmpty, Loaded } from '../../ui/states';
import { TimeText } from '../../ui/time-text';
import classes from './agents.module.css';
import { PriceDialog } from './price-dialog';
import { UnpricedModels } from './unpriced';

/** Prices by model, each with its source; a model that is not here is unpriced, never free. */
export const PriceList = () => {
  const me = useMe();
  const { q = '', versions } = useSearch({ from: '/inside/agents' });
  const navigate = useNavigate({ from: '/agents' });
  const show = (change: { q?: string | undefined; versions?: string | undefined }) =>
    void navigate({ search: (old) => ({ ...old, ...change }), replace: true });
  const search = useDebouncedCallback((text: string) => show({ q: text.trim() || undefined }), 250);
  const [text, setText] = useState(q);
  const clear = () => {
    setText('');
    show({ q: undefined });
  };
  const [open, setOpen] = useState<PriceView | { readonly unpriced: string } | null>(null);
  const query = useQuery(pricesQuery({ q: q === '' ? undefined : q, versions: versions === 'yes' ? true : undefined }));
  const may = me.may('pricing:write');
  return (
    <>
      <div className={classes.bar}>
        <TextInput
          aria-label="Search models"
          placeholder="Search models"
          leftSection={<Search size={15} />}
          value={text}
          onChange={(event) => {
            setText(event.currentTarget.value);
            search(event.currentTarget.value);
          }}
          data-search
        />
        <Switch
          label="Earlier versions too"
          checked={versions === 'yes'}
          onChange={(event) => show({ versions: event.currentTarget.checked ? 'yes' : undefined })}
        />
        <span className={classes.grow} />
        {may ? (
          <Button leftSection={<Plus size={15} />} onClick={() => setOpen({ unpriced: '' })}>
            Set a price
          </Button>
        ) : null}
      </div>
      <UnpricedModels onPrice={may ? (model) => setOpen({ unpriced: model }) : null} />
      <Loaded query={query}>
        {({ items, total }) =>
          items.length > 0 ? (
            <>
              <DataTable
                label="Prices"
                columns={columns(may, setOpen)}
                rows={items}
                rowKey={({ model, version }) => `${model} ${version}`}
              />
              {items.length < total.value ? (
                <p className={classes.note}>
                  The first {items.length} of {total.value}; search to narrow down.
                </p>
              ) : null}
            </>
          ) : q === '' ? (
            <EmptyState icon={CircleDollarSign} title="No price yet">
              Without a price a model cannot be used under a cap in money, for nobody could say when the cap is reached.
            </EmptyState>
          ) : (
            <FilteredEmpty filters={[`“${q}”`]} onClear={clear} />
          )
        }
      </Loaded>
      {open === null ? null : 'unpriced' in open ? (
        <PriceDialog price={null} model={open.unpriced} onClose={() => setOpen(null)} />
      ) : (
        <PriceDialog price={open} onClose={() => setOpen(null)} />
      )}
    </>
  );
};

type RatesView = NonNullable<PriceView['longContext']> | PriceView;

const Rate = ({ cents }: { cents: number | null }) =>
  cents === null ? <span className="dim">as input</span> : <Money cents={cents} />;

/** What this kind of token costs, and below it in calls with a long input. */
const rateColumn = (key: string, title: string, rateOf: (rates: RatesView) => number | null): Column<PriceView> => ({
  key,
  title,
  right: true,
  cell: (price) => (
    <>
      <Rate cents={rateOf(price)} />
      {price.longContext ? (
        <div className="dim">
          <Rate cents={rateOf(price.longContext)} />
        </div>
      ) : null}
    </>
  ),
});

const columns = (may: boolean, setOpen: (price: PriceView) => void): readonly Column<PriceView>[] => [
  {
    key: 'model',
    title: 'Model',
    wide: true,
    cell: ({ model, version, current, longContext }) => (
      <>
        <strong className="mono">{model}</strong>{' '}
        <span className="dim">
          v{version}
          {current ? '' : ', not in force'}
        </span>
        {longContext ? <div className="dim">input above {formatWhole(longContext.aboveInputTokens)} tokens</div> : null}
      </>
    ),
  },
  rateColumn('in', 'Input / 1M', ({ inputCentsPerMTok }) => inputCentsPerMTok),
  rateColumn('out', 'Output / 1M', ({ outputCentsPerMTok }) => outputCentsPerMTok),
  rateColumn('read', 'Cache read / 1M', ({ cacheReadCentsPerMTok }) => cacheReadCentsPerMTok),
  rateColumn('write', 'Cache write / 1M', ({ cacheWriteCentsPerMTok }) => cacheWriteCentsPerMTok),
  { key: 'from', title: 'In force from', cell: ({ effectiveFrom }) => <TimeText at={effectiveFrom} /> },
  {
    key: 'source',
    title: 'Source',
    cell: ({ source }) => (
      <span className="dim">
        {source.name}
        {source.date === null ? '' : `, ${source.date.slice(0, 10)}`}
      </span>
    ),
  },
  {
    key: 'edit',
    title: 'Change',
    silent: true,
    right: true,
    cell: (price) =>
      may ? (
        <Button
          size="compact-sm"
          variant="default"
          aria-label={`Change the price of ${price.model}`}
          onClick={() => setOpen(price)}
        >
          Change
        </Button>
      ) : null,
  },
];
