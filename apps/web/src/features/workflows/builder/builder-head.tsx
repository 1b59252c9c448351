import { ActionIcon, Button, Menu, SegmentedControl } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { ChevronDown, FlaskConical, Play, Redo2, Undo2 } from 'lucide-react';
import { useMe } from '../../../api/use-me';
import { ButtonLink } from '../../../ui/button-link';
import { copyText } from '../../../ui/id-chip';
import { MenuChoice } from '../../../ui/menu-choice';
import { isError } from '../check/problem';
import type { DraftState } from '../drafts/use-draft-keeper';
import { download } from '../files/download';
import { jsonText, yamlText } from '../text/workflow-text';
import { ActionMenu } from './action-menu';
import type { Base } from './base';
import { useBuilder } from './builder-context';
import classes from './builder-head.module.css';
import type { Mode } from './use-selection';

const KEPT: Record<DraftState, string> = {
  unchanged: 'nothing changed yet',
  writing: 'keeping the draft…',
  kept: 'draft kept in this browser',
  too_large: 'too large to be kept as a draft: save it before you leave',
  full: 'the browser has no room for the draft: save it before you leave',
};

/** What is being made, and what became of the draft. */
export const BuilderLead = ({ base, draftState }: { base: Base | null; draftState: DraftState }) => (
  <>
    {versionOf(base, draftState)}: {KEPT[draftState]}
  </>
);

const versionOf = (base: Base | null, draftState: DraftState): string => {
  if (base === null) return 'Version 1';
  return draftState === 'unchanged' ? `Version ${base.version}` : `Version ${base.version + 1}, based on version ${base.version}`;
};

const MODES: { value: Mode; label: string }[] = [
  { value: 'canvas', label: 'Canvas' },
  { value: 'yaml', label: 'YAML' },
  { value: 'split', label: 'Split' },
];

interface ActionsProps {
  readonly base: Base | null;
  readonly text: string;
  /** `null`: there is nothing to discard. */
  readonly onDiscard: (() => void) | null;
}

export const BuilderActions = ({ base, text, onDiscard }: ActionsProps) => {
  const { mode, show, undo, redo, canUndo, canRedo, ask, readable, problems } = useBuilder();
  const hasErrors = problems.some(isError);
  // Two views beside each other need room.
  const narrow = useMediaQuery('(max-width: 720px)');
  return (
    <div className={classes.actions}>
      <SegmentedControl
        aria-label="View"
        size="sm"
        data={narrow ? MODES.slice(0, 2) : MODES}
        value={narrow && mode === 'split' ? 'yaml' : mode}
        onChange={(value) => show(value as Mode)}
      />
      <div className={classes.pair}>
        <ActionIcon variant="default" size={34} aria-label="Undo" title="Undo (Ctrl Z)" onClick={undo} disabled={!canUndo}>
          <Undo2 size={16} />
        </ActionIcon>
        <ActionIcon variant="default" size={34} aria-label="Redo" title="Redo (Ctrl Shift Z)" onClick={redo} disabled={!canRedo}>
          <Redo2 size={16} />
        </ActionIcon>
      </div>
      <Button
        variant="default"
        leftSection={<FlaskConical size={15} />}
        disabled={!readable || hasErrors}
        title={hasErrors ? 'Fix the problems first' : undefined}
        onClick={() => ask({ what: 'dry-run' })}
      >
        Dry run
      </Button>
      <TextMenu base={base} text={text} onDiscard={onDiscard} />
      <MainButton base={base} text={text} />
    </div>
  );
};

const TextMenu = ({ base, text, onDiscard }: ActionsProps) => {
  const { document, draft, readable, write, ask } = useBuilder();
  const name = draft.name || base?.name || 'workflow';
  const { value } = document;
  return (
    <ActionMenu position="bottom-end">
      <Menu.Target>
        <Button variant="default" rightSection={<ChevronDown size={14} />}>
          Text
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item onClick={() => ask({ what: 'import' })}>Import…</Menu.Item>
        <Menu.Item onClick={() => void copyText(text, 'the text')}>Copy</Menu.Item>
        <Menu.Item onClick={() => download(`${name}.yaml`, text)}>Download as it is</Menu.Item>
        <MenuChoice isBlocked={!readable} onClick={() => download(`${name}.json`, jsonText(value))}>
          Download as JSON
        </MenuChoice>
        <Menu.Divider />
        <MenuChoice isBlocked={!readable} onClick={() => write(yamlText(value))}>
          Write anew as YAML (comments are lost)
        </MenuChoice>
        <MenuChoice isBlocked={!readable} onClick={() => write(jsonText(value))}>
          Write anew as JSON (comments are lost)
        </MenuChoice>
        <Menu.Divider />
        <MenuChoice isBlocked={onDiscard === null} onClick={() => onDiscard?.()}>
          Discard my changes
        </MenuChoice>
      </Menu.Dropdown>
    </ActionMenu>
  );
};

/** What one would do next: mend what is wrong, save what was changed, run what was not. */
const MainButton = ({ base, text }: { base: Base | null; text: string }) => {
  const { problems, ask, nextProblem } = useBuilder();
  const me = useMe();
  const errors = problems.filter(isError);
  if (errors.length > 0) {
    return (
      <ActionMenu position="bottom-end" width={380} returnFocus={false}>
        <Menu.Target>
          <Button rightSection={<ChevronDown size={14} />}>
            Fix {errors.length} {errors.length === 1 ? 'problem' : 'problems'}
          </Button>
        </Menu.Target>
        <Menu.Dropdown className={classes.fixes ?? ''}>
          <FixItems />
          <Menu.Divider />
          <Menu.Item onClick={nextProblem} rightSection={<kbd>F8</kbd>}>
            Next problem
          </Menu.Item>
        </Menu.Dropdown>
      </ActionMenu>
    );
  }
  if (base !== null && text === base.text && me.may('runs:write')) {
    return (
      <ButtonLink
        to="/workflows/$workflowId"
        params={{ workflowId: base.id }}
        search={{ v: String(base.version), start: 'yes' }}
        leftSection={<Play size={15} />}
      >
        Start a run…
      </ButtonLink>
    );
  }
  return (
    <Button
      disabled={!me.may('workflows:write')}
      title={me.may('workflows:write') ? 'Save (Ctrl S)' : 'You may not save workflows'}
      onClick={() => ask({ what: 'save' })}
    >
      {base === null ? 'Save workflow…' : `Save version ${base.version + 1}…`}
    </Button>
  );
};

const LISTED_MAX = 12;

const FixItems = () => {
  const { problems, goTo } = useBuilder();
  return problems
    .filter(isError)
    .slice(0, LISTED_MAX)
    .map((problem) => (
      <Menu.Item key={`${problem.code} ${problem.path} ${problem.message}`} onClick={() => goTo(problem)}>
        {problem.message.replaceAll(' -> ', ' → ')}
      </Menu.Item>
    ));
};
