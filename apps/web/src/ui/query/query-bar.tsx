import { Menu, UnstyledButton } from '@mantine/core';
import { ListFilterPlus, X } from 'lucide-react';
import { type ReactNode, useEffect, useId, useState } from 'react';
import { chipsOf, type Grammar, type Params, parseQuery, queryText } from './grammar';
import classes from './query-bar.module.css';
import { QueryField } from './query-field';
import type { KnownValues } from './suggest';

interface Props {
  readonly grammar: Grammar;
  readonly params: Params;
  readonly onChange: (params: Record<string, string>) => void;
  readonly placeholder: string;
  /** Ready-made filters. */
  readonly presets: readonly { readonly label: string; readonly params: Readonly<Record<string, string>> }[];
  readonly known?: KnownValues;
  readonly onOpen?: () => void;
  /** More that can be done with the filters, as keeping them. */
  readonly children?: ReactNode;
}

/** One line of text and chips that edit the same filters; what is not understood is explained and not run. */
export const QueryBar = ({ grammar, params, onChange, placeholder, presets, known = {}, onOpen, children }: Props) => {
  const inForce = queryText(params, grammar);
  const [draft, setDraft] = useState(inForce);
  const [problems, setProblems] = useState<readonly string[]>([]);
  const problemsId = useId();
  useEffect(() => {
    setDraft(inForce);
    setProblems([]);
  }, [inForce]);
  const submit = (text: string) => {
    const parsed = parseQuery(text, grammar);
    setProblems(parsed.problems);
    if (parsed.problems.length === 0) onChange(parsed.params);
  };
  return (
    <search className={classes.bar}>
      <div className={classes.form}>
        <QueryField
          text={draft}
          onText={setDraft}
          onSubmit={submit}
          onReset={() => {
            setDraft(inForce);
            setProblems([]);
          }}
          grammar={grammar}
          known={known}
          placeholder={placeholder}
          problemsId={problemsId}
          isWrong={problems.length > 0}
          onOpen={onOpen}
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
        {children}
      </div>
      <div id={problemsId} role="status" className={classes.problems}>
        {problems.map((problem) => (
          <div key={problem}>{problem}</div>
        ))}
      </div>
      <Chips grammar={grammar} params={params} onChange={onChange} />
    </search>
  );
};

const Chips = ({ grammar, params, onChange }: Pick<Props, 'grammar' | 'params' | 'onChange'>) => {
  const chips = chipsOf(params, grammar);
  if (chips.length === 0) return null;
  const without = (names: readonly string[]) =>
    onChange(Object.fromEntries(Object.entries(withoutUndefined(params)).filter(([name]) => !names.includes(name))));
  return (
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
  );
};

const withoutUndefined = (params: Params): Record<string, string> =>
  Object.fromEntries(Object.entries(params).filter((entry): entry is [string, string] => entry[1] !== undefined));
