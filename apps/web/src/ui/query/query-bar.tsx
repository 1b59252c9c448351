import { Menu, TextInput, UnstyledButton } from '@mantine/core';
import { ListFilterPlus, Search, X } from 'lucide-react';
import { type FormEvent, useEffect, useId, useState } from 'react';
import { chipsOf, type Grammar, type Params, parseQuery, queryText } from './grammar';
import classes from './query-bar.module.css';

interface Props {
  readonly grammar: Grammar;
  readonly params: Params;
  readonly onChange: (params: Record<string, string>) => void;
  readonly placeholder: string;
  /** Ready-made filters. */
  readonly presets: readonly { readonly label: string; readonly params: Readonly<Record<string, string>> }[];
}

/** One line of text and chips that edit the same filters; what is not understood is explained and not run. */
export const QueryBar = ({ grammar, params, onChange, placeholder, presets }: Props) => {
  const inForce = queryText(params, grammar);
  const [draft, setDraft] = useState(inForce);
  const [problems, setProblems] = useState<readonly string[]>([]);
  const problemsId = useId();
  useEffect(() => setDraft(inForce), [inForce]);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const parsed = parseQuery(draft, grammar);
    setProblems(parsed.problems);
    if (parsed.problems.length === 0) onChange(parsed.params);
  };
  const without = (names: readonly string[]) =>
    onChange(
      Object.fromEntries(
        Object.entries(params).filter(([name, value]) => !names.includes(name) && value !== undefined),
      ) as Record<string, string>,
    );
  const chips = chipsOf(params, grammar);
  return (
    <search className={classes.bar}>
      <form onSubmit={submit} className={classes.form}>
        <TextInput
          data-search
          className={classes.input ?? ''}
          aria-label="Filter"
          aria-describedby={problemsId}
          error={problems.length > 0}
          leftSection={<Search size={15} aria-hidden />}
          placeholder={placeholder}
          value={draft}
          spellCheck={false}
          autoComplete="off"
          onChange={(event) => setDraft(event.currentTarget.value)}
          onKeyDown={(event) => {
            if (event.key === 'Escape') setDraft(inForce);
          }}
        />
        <Menu position="bottom-end">
          <Menu.Target>
            <UnstyledButton className={classes.add ?? ''}>
              <ListFilterPlus size={15} aria-hidden />
              Filter
            </UnstyledButton>
          </Menu.Target>
          <Menu.Dropdown>
            {presets.map((preset) => (
              <Menu.Item key={preset.label} onClick={() => onChange({ ...withoutUndefined(params), ...preset.params })}>
                {preset.label}
              </Menu.Item>
            ))}
          </Menu.Dropdown>
        </Menu>
      </form>
      <div id={problemsId} role="status" className={classes.problems}>
        {problems.map((problem) => (
          <div key={problem}>{problem}</div>
        ))}
      </div>
      {chips.length === 0 ? null : (
        <div className={classes.chips}>
          {chips.map((chip) => (
            <button key={chip.text} type="button" className={classes.chip} onClick={() => without(chip.names)}>
              {chip.text}
              <X size={13} aria-hidden />
              <span className="sr-only">remove this filter</span>
            </button>
          ))}
          {chips.length > 1 ? (
            <button type="button" className={classes.clear} onClick={() => onChange({})}>
              Clear {chips.length} filters
            </button>
          ) : null}
        </div>
      )}
    </search>
  );
};

const withoutUndefined = (params: Params): Record<string, string> =>
  Object.fromEntries(Object.entries(params).filter((entry): entry is [string, string] => entry[1] !== undefined));
