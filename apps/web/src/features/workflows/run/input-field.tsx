import { Switch, Textarea, TextInput } from '@mantine/core';
import type { InputSpec } from '@mc/contracts';

interface Props {
  readonly name: string;
  readonly spec: InputSpec;
  readonly value: string | boolean;
  readonly error: string | undefined;
  readonly onChange: (value: string | boolean) => void;
  readonly first: boolean;
}

/** The field for one input of a workflow, by its declared type. */
export const InputField = ({ name, spec, value, error, onChange, first }: Props) => {
  const common = { label: name, description: spec.description ?? hintOf(spec), error, 'data-autofocus': first || undefined };
  const required = spec.required ?? spec.default === undefined;
  if (typeof value === 'boolean') {
    return (
      <Switch
        label={name}
        description={spec.description}
        checked={value}
        onChange={(event) => onChange(event.currentTarget.checked)}
      />
    );
  }
  if (spec.type === 'number' || spec.type === 'integer') {
    return (
      <TextInput
        {...common}
        withAsterisk={required}
        inputMode="decimal"
        value={value}
        onChange={(event) => onChange(event.currentTarget.value)}
      />
    );
  }
  return (
    <Textarea
      {...common}
      withAsterisk={required}
      autosize
      minRows={spec.type === 'string' ? 1 : 3}
      maxRows={14}
      value={value}
      onChange={(event) => onChange(event.currentTarget.value)}
      {...(spec.type === 'string' ? {} : { spellCheck: false, classNames: { input: 'mono' } })}
    />
  );
};

const hintOf = ({ type }: InputSpec): string | undefined =>
  ({
    string: undefined,
    number: 'A number',
    integer: 'A whole number',
    boolean: undefined,
    object: 'A JSON object',
    array: 'A JSON list',
  })[type];
