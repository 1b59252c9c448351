import type { PriceView } from '@mc/contracts';
import type { PriceInput } from '../../api/shapes';
import { centsFromUsdText } from '../../ui/format/money';

type Rates = Omit<NonNullable<PriceInput['longContext']>, 'aboveInputTokens'>;

/** What a person types: US dollars per million tokens of each kind. */
export interface RatesText {
  readonly input: string;
  readonly output: string;
  readonly read: string;
  readonly write: string;
}

/** To the nanodollar, so that what is not touched is saved as it was. */
const usdText = (cents: number | null | undefined): string =>
  cents === null || cents === undefined ? '' : (cents / 100).toFixed(9).replace(/\.?0+$/, '');

export const ratesText = (rates: PriceView | PriceView['longContext'] | null | undefined): RatesText => ({
  input: usdText(rates?.inputCentsPerMTok),
  output: usdText(rates?.outputCentsPerMTok),
  read: usdText(rates?.cacheReadCentsPerMTok),
  write: usdText(rates?.cacheWriteCentsPerMTok),
});

/** The amounts in cents; `null` while one is wrong, or one that is needed is missing. */
export const ratesFrom = (text: RatesText): Rates | null => {
  const [input, output, read, write] = [text.input, text.output, text.read, text.write].map((amount) =>
    amount.trim() === '' ? undefined : centsFromUsdText(amount),
  );
  if (typeof input !== 'number' || typeof output !== 'number' || read === null || write === null) return null;
  return {
    inputCentsPerMTok: input,
    outputCentsPerMTok: output,
    ...(read === undefined ? {} : { cacheReadCentsPerMTok: read }),
    ...(write === undefined ? {} : { cacheWriteCentsPerMTok: write }),
  };
};
