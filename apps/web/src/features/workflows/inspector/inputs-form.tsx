import { ActionIcon, Button, Checkbox, NativeSelect, TextInput } from '@mantine/core';
import { Plus, Trash2 } from 'lucide-react';
import { useState } from 'react';
import { useBuilder } from '../builder/builder-context';
import { fieldOf, problemsOf, sentenceOf } from '../check/problem';
import type { DraftInput } from '../draft/draft';
import { addInput, removeInput, renameInput, setInputField } from '../draft/workflow-commands';
import classes from './inspector.module.css';
import { shown, useFieldError, useTyped } from './use-field';

const TYPES = ['string', 'number', 'integer', 'boolean', 'object', 'array'];

/** What a run is given: name, type, whether it must be given, and what stands in for it. */
export const InputsForm = () => {
  const { draft, apply } = useBuilder();
  return (
    <section className={classes.inputs} aria-label="Inputs" data-field="inputs">
      <h3>Inputs</h3>
      <p className="dim">What a run is given. Prompts reach them as {'{{ inputs.name }}'}.</p>
      <ul>
        {draft.inputs.map((input) => (
          <InputRow key={input.name} input={input} />
        ))}
      </ul>
      <div>
        <Button
          size="compact-sm"
          variant="default"
          leftSection={<Plus size={13} />}
          onClick={() => apply((now) => addInput(now))}
        >
          Add an input
        </Button>
      </div>
    </section>
  );
};

const InputRow = ({ input }: { input: DraftInput }) => {
  const { apply } = useBuilder();
  const { name, fields } = input;
  const path = `inputs/${name}`;
  const error = useOwnError(path);
  const [typed, setTyped] = useState<string | null>(null);
  const rename = () => {
    const next = typed;
    setTyped(null);
    if (next !== null && next !== name) apply((now) => renameInput(now, name, next));
  };
  const set = (field: 'type' | 'required' | 'default' | 'description') => (value: unknown) =>
    apply(() => setInputField(input, field, value), `${path}/${field}`);
  const type = typeof fields.type === 'string' ? fields.type : '';
  const isRequired = fields.required === true || (fields.required === undefined && fields.default === undefined);
  return (
    <li data-field={path}>
      <div className={classes.inputHead}>
        <TextInput
          aria-label={`Name of the input ${name}`}
          spellCheck={false}
          error={error}
          value={typed ?? name}
          onChange={(event) => setTyped(event.currentTarget.value)}
          onBlur={rename}
          onKeyDown={(event) => event.key === 'Enter' && rename()}
        />
        <NativeSelect
          aria-label={`Type of ${name}`}
          data={TYPES.includes(type) ? TYPES : [type, ...TYPES]}
          value={type}
          onChange={(event) => set('type')(event.currentTarget.value)}
        />
        <ActionIcon
          variant="subtle"
          color="gray"
          size={28}
          aria-label={`Remove the input ${name}`}
          onClick={() => apply((now) => removeInput(now, name))}
        >
          <Trash2 size={14} />
        </ActionIcon>
      </div>
      <Checkbox label="must be given" checked={isRequired} onChange={(event) => set('required')(event.currentTarget.checked)} />
      <DefaultField name={name} type={type} value={fields.default} onWrite={set('default')} />
      <DescriptionField name={name} value={fields.description} onWrite={set('description')} />
    </li>
  );
};

/** What is wrong with an input, but for its default, which has a field of its own. */
const useOwnError = (path: string): string | undefined => {
  const { check } = useBuilder();
  const own = problemsOf(check.problems, null, path).filter((problem) => fieldOf(problem) !== `${path}/default`);
  return own.length === 0 ? undefined : own.map(sentenceOf).join('. ');
};

interface ValueProps {
  readonly name: string;
  readonly value: unknown;
  readonly onWrite: (value: unknown) => void;
}

const DescriptionField = ({ name, value, onWrite }: ValueProps) => {
  const typed = useTyped(shown(value), (text) => onWrite(text === '' ? undefined : text));
  return (
    <TextInput
      aria-label={`Description of ${name}`}
      placeholder="Description"
      value={typed.value}
      onBlur={typed.onBlur}
      onChange={(event) => typed.onChange(event.currentTarget.value)}
    />
  );
};

const DefaultField = ({ name, type, value, onWrite }: ValueProps & { type: string }) => {
  const error = useFieldError(null, `inputs/${name}/default`);
  const typed = useTyped(shown(value), (text) => onWrite(valueFrom(text, type)));
  return (
    <TextInput
      data-field={`inputs/${name}/default`}
      aria-label={`Default of ${name}`}
      error={error}
      placeholder="Default: none"
      value={typed.value}
      onBlur={typed.onBlur}
      onChange={(event) => typed.onChange(event.currentTarget.value)}
    />
  );
};

/** Text as a value of a type, as far as it can be read as one; the rules say what is wrong with the rest. */
const valueFrom = (text: string, type: string): unknown => {
  if (text === '') return undefined;
  if (type === 'string') return text;
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return text;
  }
};
