import { TextInput } from '@mantine/core';
import type { PriceView } from '@mc/contracts';
import { useState } from 'react';
import { agentsKey, pricesKey, setPrice } from '../../api/resources';
import type { PriceInput } from '../../api/shapes';
import { useCommand } from '../../api/use-command';
import { FormDialog, Pair } from '../../ui/form-dialog';
import { centsFromUsdText } from '../../ui/format/money';
import { instantOf } from '../../ui/query/grammar';

const usdText = (cents: number | null | undefined): string => (cents === null || cents === undefined ? '' : String(cents / 100));

/** A new version of a model's prices. Earlier ones stay, and what was booked by them stays as it was. */
export const PriceDialog = ({ price, onClose }: { price: PriceView | null; onClose: () => void }) => {
  const [model, setModel] = useState(price?.model ?? '');
  const [input, setInput] = useState(usdText(price?.inputCentsPerMTok));
  const [output, setOutput] = useState(usdText(price?.outputCentsPerMTok));
  const [read, setRead] = useState(usdText(price?.cacheReadCentsPerMTok));
  const [write, setWrite] = useState(usdText(price?.cacheWriteCentsPerMTok));
  const [from, setFrom] = useState('');
  const command = useCommand<PriceInput, unknown>({
    send: (body, key) => setPrice(model.trim(), body, key),
    refresh: [pricesKey, agentsKey],
  });
  const cents = [input, output, read, write].map((text) => (text.trim() === '' ? undefined : centsFromUsdText(text)));
  const [inputCents, outputCents, readCents, writeCents] = cents;
  const effectiveFrom = from.trim() === '' ? undefined : instantOf(from.trim(), Date.now());
  const wrong = cents.includes(null) || effectiveFrom === null;
  const body: PriceInput | null =
    !wrong && model.trim() !== '' && typeof inputCents === 'number' && typeof outputCents === 'number'
      ? {
          inputCentsPerMTok: inputCents,
          outputCentsPerMTok: outputCents,
          ...(typeof readCents === 'number' ? { cacheReadCentsPerMTok: readCents } : {}),
          ...(typeof writeCents === 'number' ? { cacheWriteCentsPerMTok: writeCents } : {}),
          ...(typeof effectiveFrom === 'string' ? { effectiveFrom } : {}),
        }
      : null;
  const field = (label: string, value: string, set: (text: string) => void, needed: boolean) => (
    <TextInput
      label={label}
      withAsterisk={needed}
      leftSection="$"
      inputMode="decimal"
      value={value}
      onChange={(event) => set(event.currentTarget.value)}
      error={value.trim() !== '' && centsFromUsdText(value) === null ? 'An amount such as 2.50' : undefined}
    />
  );
  return (
    <FormDialog
      title={price === null ? 'Set a price' : `Price of ${price.model}`}
      verb="Set the price"
      command={command}
      input={body}
      onClose={onClose}
    >
      <TextInput
        label="Model"
        withAsterisk
        value={model}
        disabled={price !== null}
        onChange={(event) => setModel(event.currentTarget.value)}
      />
      <div className="dim">US dollars per million tokens.</div>
      <Pair>
        {field('Input', input, setInput, true)}
        {field('Output', output, setOutput, true)}
      </Pair>
      <Pair>
        {field('Cache read', read, setRead, false)}
        {field('Cache write', write, setWrite, false)}
      </Pair>
      <TextInput
        label="In force from"
        description="A day or an instant in UTC; empty: now"
        placeholder="2026-12-01"
        value={from}
        onChange={(event) => setFrom(event.currentTarget.value)}
        error={effectiveFrom === null ? 'A time such as 2026-12-01 or 2026-12-01T08:00Z' : undefined}
      />
    </FormDialog>
  );
};
