import { TextInput } from '@mantine/core';
import type { PriceView } from '@mc/contracts';
import type { PriceInput } from '../../api/shapes';
import { Pair } from '../../ui/form-dialog';
import { centsFromUsdText } from '../../ui/format/money';

type Rates = Omit<NonNullable<PriceInput['longContext']>, 'aboveInputTokens'>;

/** What a person types: US dollars per million tokens of each kind. */
export interface RatesText {
  readonly input: string;
  readonly output: string;
  readonly read: string;
  readonly write: string;
}

const usdText = (cents: number | null | undefined): string => (cents === null || cents === undefined ? '' : String(cents / 100));

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

const FIELDS = [
  ['input', 'Input', true],
  ['output', 'Output', true],
  ['read', 'Cache read', false],
  ['write', 'Cache write', false],
] as const;

interface Props {
  readonly text: RatesText;
  readonly onChange: (text: RatesText) => void;
  /** Put behind each label, where a dialog asks twice. */
  readonly of?: string;
}

export const RatesFields = ({ text, onChange, of = '' }: Props) => (
  <Pair>
    {FIELDS.map(([key, label, needed]) => (
      <TextInput
        key={key}
        label={`${label}${of}`}
        withAsterisk={needed}
        leftSection="$"
        inputMode="decimal"
        value={text[key]}
        onChange={(event) => onChange({ ...text, [key]: event.currentTarget.value })}
        error={text[key].trim() !== '' && centsFromUsdText(text[key]) === null ? 'An amount such as 2.50' : undefined}
      />
    ))}
  </Pair>
);
