import { Textarea, TextInput } from '@mantine/core';
import type { ReactNode } from 'react';
import { numberFrom, shown, useFieldError, useTyped } from './use-field';

interface FieldProps {
  /** Place of the step; `null`: the workflow. */
  readonly stepIndex: number | null;
  /** Name in the document, as in `retry/maxAttempts`. */
  readonly field: string;
  readonly label: string;
  readonly description?: ReactNode;
  readonly value: unknown;
  readonly disabled?: boolean;
  readonly onWrite: (value: unknown) => void;
}

interface TextProps extends FieldProps {
  readonly lines?: number;
  readonly required?: boolean;
  readonly placeholder?: string;
}

/** A field of text; empty, it is left out of the document unless it is required. */
export const TextField = ({ stepIndex, field, value, lines, required = false, onWrite, ...rest }: TextProps) => {
  const error = useFieldError(stepIndex, field);
  const typed = useTyped(shown(value), (text) => onWrite(text === '' && !required ? undefined : text));
  const props = {
    ...rest,
    'data-field': field,
    error,
    withAsterisk: required,
    value: typed.value,
    onBlur: typed.onBlur,
  };
  if (lines === undefined) return <TextInput {...props} onChange={(event) => typed.onChange(event.currentTarget.value)} />;
  return (
    <Textarea {...props} autosize minRows={lines} maxRows={18} onChange={(event) => typed.onChange(event.currentTarget.value)} />
  );
};

interface NumberProps extends FieldProps {
  readonly placeholder?: string;
  readonly unit?: string;
}

/** A field of a whole number. What is no number is kept as it was typed, and the rules say so below. */
export const NumberField = ({ stepIndex, field, value, unit, onWrite, ...rest }: NumberProps) => {
  const error = useFieldError(stepIndex, field);
  const typed = useTyped(shown(value), (text) => onWrite(numberFrom(text)));
  return (
    <TextInput
      {...rest}
      data-field={field}
      inputMode="numeric"
      error={error}
      value={typed.value}
      onBlur={typed.onBlur}
      onChange={(event) => typed.onChange(event.currentTarget.value)}
      rightSection={unit === undefined ? undefined : <span className="dim">{unit}</span>}
      rightSectionWidth={unit === undefined ? undefined : 56}
      rightSectionPointerEvents="none"
    />
  );
};
