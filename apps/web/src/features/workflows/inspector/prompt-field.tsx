import { Button, Menu, Textarea } from '@mantine/core';
import { Braces } from 'lucide-react';
import { useRef } from 'react';
import { MenuChoice } from '../../../ui/menu-choice';
import { ActionMenu } from '../builder/action-menu';
import { useBuilder } from '../builder/builder-context';
import { type Draft, type DraftStep, labelOf, upstreamOf } from '../draft/draft';
import { inputsUsedIn, stepsUsedIn } from '../draft/references';
import { setStepField } from '../draft/step-commands';
import classes from './inspector.module.css';
import { useFieldError, useTyped } from './use-field';

/** What the agent is told, with a way to insert what it may refer to. */
export const PromptField = ({ step }: { step: DraftStep }) => {
  const { draft, apply } = useBuilder();
  const error = useFieldError(step.index, 'prompt');
  const field = useRef<HTMLTextAreaElement>(null);
  const write = (text: string) =>
    apply((now) => {
      const here = now.steps[step.index];
      return here === undefined ? null : setStepField(here, 'prompt', text);
    }, `prompt ${step.index}`);
  const typed = useTyped(step.prompt, write);
  const insert = (reference: string) => {
    const box = field.current;
    const [from, to] = [box?.selectionStart ?? typed.value.length, box?.selectionEnd ?? typed.value.length];
    const text = `{{ ${reference} }}`;
    typed.onChange(typed.value.slice(0, from) + text + typed.value.slice(to));
    // After the field shows it: the caret stands behind what was inserted.
    requestAnimationFrame(() => {
      box?.focus();
      box?.setSelectionRange(from + text.length, from + text.length);
    });
  };
  return (
    <div className={classes.prompt}>
      <Textarea
        ref={field}
        data-field="prompt"
        label="Prompt"
        withAsterisk
        placeholder="What the agent is told"
        autosize
        minRows={4}
        maxRows={20}
        error={error}
        value={typed.value}
        onChange={(event) => typed.onChange(event.currentTarget.value)}
        onBlur={typed.onBlur}
      />
      <InsertMenu draft={draft} step={step} onInsert={insert} />
    </div>
  );
};

const InsertMenu = ({ draft, step, onInsert }: { draft: Draft; step: DraftStep; onInsert: (reference: string) => void }) => {
  const upstream = upstreamOf(draft, step).filter((one) => one !== step && one.key !== '');
  const [usedInputs, usedSteps] = [inputsUsedIn(step.prompt), stepsUsedIn(step.prompt)];
  return (
    <ActionMenu position="bottom-end" returnFocus={false}>
      <Menu.Target>
        <Button size="compact-sm" variant="default" leftSection={<Braces size={14} />} className={classes.insert ?? ''}>
          Insert
        </Button>
      </Menu.Target>
      <Menu.Dropdown className={classes.menu ?? ''}>
        <Menu.Label>Inputs of the run</Menu.Label>
        {draft.inputs.map(({ name }) => (
          <Menu.Item
            key={name}
            onClick={() => onInsert(`inputs.${name}`)}
            rightSection={usedInputs.has(name) ? <Used /> : undefined}
          >
            {name}
          </Menu.Item>
        ))}
        {draft.inputs.length === 0 ? <MenuChoice isBlocked>The workflow has no inputs</MenuChoice> : null}
        <Menu.Label>Outputs of earlier steps</Menu.Label>
        {upstream.slice(0, LISTED_MAX).map((one) => (
          <Menu.Item
            key={one.id}
            onClick={() => onInsert(`steps.${one.key}.output`)}
            rightSection={usedSteps.has(one.key) ? <Used /> : undefined}
          >
            {labelOf(one)}
          </Menu.Item>
        ))}
        {upstream.length === 0 ? <MenuChoice isBlocked>It waits for no step</MenuChoice> : null}
      </Menu.Dropdown>
    </ActionMenu>
  );
};

/** The nearest of them; the others can be typed. */
const LISTED_MAX = 60;

const Used = () => <span className="dim">used</span>;
