import { Textarea } from '@mantine/core';
import { useState } from 'react';
import { useFieldError } from './use-field';

interface Props {
  readonly stepIndex: number;
  readonly field: string;
  readonly label: string;
  readonly description: string;
  readonly value: unknown;
  readonly onWrite: (value: unknown) => void;
}

const textOf = (value: unknown): string => (value === undefined || value === null ? '' : JSON.stringify(value, null, 2));

/** A JSON object over the document. It is written when it can be read; until then the field says why not. */
export const JsonField = ({ stepIndex, field, label, description, value, onWrite }: Props) => {
  const found = useFieldError(stepIndex, field);
  const [typed, setTyped] = useState<string | null>(null);
  const flaw = typed === null || typed.trim() === '' ? null : flawOf(typed);
  return (
    <Textarea
      data-field={field}
      label={label}
      description={description}
      error={flaw ?? found}
      spellCheck={false}
      classNames={{ input: 'mono' }}
      autosize
      minRows={2}
      maxRows={16}
      value={typed ?? textOf(value)}
      onChange={(event) => {
        const text = event.currentTarget.value;
        setTyped(text);
        if (text.trim() === '') onWrite(undefined);
        else if (flawOf(text) === null) onWrite(JSON.parse(text));
      }}
      // What cannot be read stays in the field, so that nothing typed is lost.
      onBlur={() => flaw === null && setTyped(null)}
    />
  );
};

const flawOf = (text: string): string | null => {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? null
      : 'Must be a JSON object, such as {"type": "object"}';
  } catch (error) {
    return `Is not JSON yet: ${error instanceof Error ? error.message : String(error)}`;
  }
};
