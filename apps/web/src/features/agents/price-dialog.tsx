import { Switch, TextInput } from '@mantine/core';
import type { PriceView } from '@mc/contracts';
import { useState } from 'react';
import { agentsKey, pricesKey, setPrice } from '../../api/resources';
import type { PriceInput } from '../../api/shapes';
import { useCommand } from '../../api/use-command';
import { FormDialog } from '../../ui/form-dialog';
import { instantOf } from '../../ui/query/grammar';
import { type RatesText, ratesFrom, ratesText } from './price-rates';
import { RatesFields } from './rates-fields';

const TOKENS = /^[1-9]\d{0,8}$/;

/** `undefined`: the size of the input does not matter. `null`: not yet what it has to be. */
const longContextOf = (isOn: boolean, above: string, text: RatesText): PriceInput['longContext'] | null => {
  if (!isOn) return undefined;
  const rates = ratesFrom(text);
  return rates && TOKENS.test(above.trim()) ? { aboveInputTokens: Number(above.trim()), ...rates } : null;
};

interface Props {
  readonly price: PriceView | null;
  /** Known beforehand, where a model without a price is at hand. */
  readonly model?: string;
  readonly onClose: () => void;
}

/** A new version of a model's prices. Earlier ones stay, and what was booked by them stays as it was. */
export const PriceDialog = ({ price, model: given = '', onClose }: Props) => {
  const [model, setModel] = useState(price?.model ?? given);
  const [usual, setUsual] = useState(ratesText(price));
  const [isTiered, setTiered] = useState((price?.longContext ?? null) !== null);
  const [above, setAbove] = useState(String(price?.longContext?.aboveInputTokens ?? ''));
  const [long, setLong] = useState(ratesText(price?.longContext));
  const [from, setFrom] = useState('');
  const command = useCommand<PriceInput, unknown>({
    send: (body, key) => setPrice(model.trim(), body, key),
    refresh: [pricesKey, agentsKey],
  });
  const rates = ratesFrom(usual);
  const longContext = longContextOf(isTiered, above, long);
  const effectiveFrom = from.trim() === '' ? undefined : instantOf(from.trim(), Date.now());
  const body: PriceInput | null =
    rates !== null && longContext !== null && effectiveFrom !== null && model.trim() !== ''
      ? { ...rates, ...(longContext ? { longContext } : {}), ...(effectiveFrom === undefined ? {} : { effectiveFrom }) }
      : null;
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
      <RatesFields text={usual} onChange={setUsual} />
      <Switch
        label="Other prices for long inputs"
        checked={isTiered}
        onChange={(event) => setTiered(event.currentTarget.checked)}
      />
      {isTiered ? (
        <>
          <TextInput
            label="Above input tokens"
            description="A call with a longer input pays these prices for all of its tokens"
            withAsterisk
            inputMode="numeric"
            placeholder="200000"
            value={above}
            onChange={(event) => setAbove(event.currentTarget.value)}
            error={above.trim() !== '' && !TOKENS.test(above.trim()) ? 'A number of tokens such as 200000' : undefined}
          />
          <RatesFields text={long} onChange={setLong} of=", long input" />
        </>
      ) : null}
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
