import { TextInput } from '@mantine/core';
import { Pair } from '../../ui/form-dialog';
import { centsFromUsdText } from '../../ui/format/money';
import type { RatesText } from './price-rates';

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
