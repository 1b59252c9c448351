import { Modal, TextInput } from '@mantine/core';
import { type KeyboardEvent, useRef, useState } from 'react';
import { RiskBadge } from '../../../ui/risk-badge';
import { type DraftStep, labelOf } from '../draft/draft';
import type { Candidate } from '../draft/step-commands';
import classes from './ask.module.css';

interface Props {
  readonly title: string;
  readonly lead: string;
  readonly choices: readonly Candidate[];
  /** What is to be known of a step that closes a cycle, before it is picked. */
  readonly warn?: (step: DraftStep) => string | null;
  readonly onPick: (step: DraftStep) => void;
  readonly onClose: () => void;
}

/** A longer list is found by typing. */
const LISTED_MAX = 60;

/** Picks one step of a list: typing filters, arrows move, Enter picks. */
export const PickStepDialog = ({ title, lead, choices, warn, onPick, onClose }: Props) => {
  const [word, setWord] = useState('');
  const list = useRef<HTMLUListElement>(null);
  const found = choices.filter(({ step }) => `${step.key} ${step.name}`.toLowerCase().includes(word.trim().toLowerCase()));
  const pick = (step: DraftStep) => {
    onClose();
    onPick(step);
  };
  const onKey = (event: KeyboardEvent) => {
    const buttons = [...(list.current?.querySelectorAll('button') ?? [])];
    const at = buttons.indexOf(document.activeElement as HTMLButtonElement);
    const to = { ArrowDown: at + 1, ArrowUp: at - 1 }[event.key];
    if (to !== undefined) {
      event.preventDefault();
      buttons[Math.min(buttons.length - 1, Math.max(0, to))]?.focus();
    } else if (event.key === 'Enter' && at === -1 && found[0] !== undefined) {
      event.preventDefault();
      pick(found[0].step);
    }
  };
  return (
    <Modal opened onClose={onClose} title={title} size="md">
      {/* biome-ignore lint/a11y/noStaticElementInteractions: arrows between the field and the list inside */}
      <div className={classes.form} onKeyDown={onKey}>
        <p className={`dim ${classes.lead}`}>{lead}</p>
        <TextInput
          data-autofocus
          aria-label="Find a step"
          placeholder="Find a step"
          value={word}
          onChange={(event) => setWord(event.currentTarget.value)}
        />
        <ul className={classes.picks} ref={list} aria-label="Steps to pick">
          {found.slice(0, LISTED_MAX).map(({ step, closesCycle }) => (
            <li key={step.id}>
              <button type="button" onClick={() => pick(step)}>
                <span>
                  <strong>{labelOf(step)}</strong> <span className="dim">{step.agent}</span>
                  {closesCycle ? <span className={classes.warning}>{warn?.(step)}</span> : null}
                </span>
                {step.risk === null ? null : <RiskBadge risk={step.risk} iconOnly />}
              </button>
            </li>
          ))}
        </ul>
        {found.length > LISTED_MAX ? (
          <p className={`dim ${classes.lead}`}>and {found.length - LISTED_MAX} more: type to find them</p>
        ) : null}
        {found.length === 0 ? <p className={`dim ${classes.lead}`}>No step matches.</p> : null}
      </div>
    </Modal>
  );
};
