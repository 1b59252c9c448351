import { TextInput } from '@mantine/core';
import { useState } from 'react';
import { useBuilder } from '../builder/builder-context';
import type { DraftStep } from '../draft/draft';
import { renameStep } from '../draft/step-commands';
import { useFieldError } from './use-field';

const KEY = /^[a-z][a-z0-9_-]{0,63}$/;

/** The key of a step. It changes when the field is left, and with it all that refers to it. */
export const KeyField = ({ step }: { step: DraftStep }) => {
  const { draft, apply } = useBuilder();
  const found = useFieldError(step.index, 'key');
  const [typed, setTyped] = useState<string | null>(null);
  const wrong = typed === null || typed === step.key ? null : flawOf(typed, draft.byKey.has(typed));
  const rename = () => {
    const key = typed;
    setTyped(null);
    if (key === null || key === step.key || wrong !== null) return;
    apply((now) => {
      const here = now.steps[step.index];
      return here === undefined ? null : renameStep(now, here, key);
    });
  };
  return (
    <TextInput
      data-field="key"
      label="Key"
      title="By which other steps refer to it. They follow when you change it."
      withAsterisk
      spellCheck={false}
      error={wrong ?? found}
      value={typed ?? step.key}
      onChange={(event) => setTyped(event.currentTarget.value)}
      onBlur={rename}
      onKeyDown={(event) => {
        if (event.key === 'Enter') rename();
        if (event.key === 'Escape') setTyped(null);
      }}
    />
  );
};

const flawOf = (key: string, isTaken: boolean): string | null => {
  if (!KEY.test(key)) return 'Small letters, digits, - and _, beginning with a letter';
  return isTaken ? 'Another step has this key' : null;
};
