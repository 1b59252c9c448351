import { Combobox, TextInput, useCombobox } from '@mantine/core';
import { Search } from 'lucide-react';
import type { Grammar } from './grammar';
import classes from './query-bar.module.css';
import { type KnownValues, suggestionsFor } from './suggest';

interface Props {
  readonly text: string;
  readonly onText: (text: string) => void;
  readonly onSubmit: (text: string) => void;
  readonly onReset: () => void;
  readonly grammar: Grammar;
  readonly known: KnownValues;
  readonly placeholder: string;
  readonly problemsId: string;
  readonly isWrong: boolean;
  /** Told when somebody begins to write, so that values can be fetched. */
  readonly onOpen?: (() => void) | undefined;
}

/** The line of text: what may come next is offered; Enter without a choice runs what stands there. */
export const QueryField = (props: Props) => {
  const { text, onText, onSubmit, onReset, grammar, known, placeholder, problemsId, isWrong, onOpen } = props;
  const combobox = useCombobox({ onDropdownClose: () => combobox.resetSelectedOption() });
  const suggestions = suggestionsFor(text, grammar, known);
  const take = (value: string) => {
    onText(value);
    const isWhole = suggestions.find((suggestion) => suggestion.text === value)?.open === false;
    if (isWhole) onSubmit(value);
    combobox.resetSelectedOption();
  };
  return (
    <Combobox store={combobox} onOptionSubmit={take} withinPortal={false} position="bottom-start" width={360} offset={4}>
      <Combobox.Target withExpandedAttribute>
        <TextInput
          data-search
          className={classes.input ?? ''}
          aria-label="Filter"
          aria-describedby={problemsId}
          error={isWrong}
          leftSection={<Search size={15} aria-hidden />}
          placeholder={placeholder}
          value={text}
          spellCheck={false}
          autoComplete="off"
          onFocus={() => {
            onOpen?.();
            combobox.openDropdown();
          }}
          onBlur={() => combobox.closeDropdown()}
          onChange={(event) => {
            onText(event.currentTarget.value);
            combobox.resetSelectedOption();
            combobox.openDropdown();
          }}
          onKeyDown={(event) => {
            if (event.key === 'Enter' && combobox.getSelectedOptionIndex() < 0) {
              event.preventDefault();
              combobox.closeDropdown();
              onSubmit(text);
            } else if (event.key === 'Escape') {
              if (combobox.dropdownOpened) combobox.closeDropdown();
              else {
                onReset();
                // Back to the list, where single keys mean something again.
                event.currentTarget.blur();
              }
            }
          }}
        />
      </Combobox.Target>
      <Combobox.Dropdown hidden={suggestions.length === 0}>
        <Combobox.Options aria-label="Suggestions">
          {suggestions.map(({ text: value, label, hint }) => (
            <Combobox.Option key={value} value={value} className={classes.option ?? ''}>
              <span className="mono">{label}</span>
              <span className="dim">{hint}</span>
            </Combobox.Option>
          ))}
        </Combobox.Options>
      </Combobox.Dropdown>
    </Combobox>
  );
};
