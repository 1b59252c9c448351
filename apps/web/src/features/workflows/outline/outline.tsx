import { ActionIcon, Menu } from '@mantine/core';
import { waves } from '@mc/domain';
import { CircleAlert, EllipsisVertical, Plus } from 'lucide-react';
import { type KeyboardEvent, useEffect, useMemo, useRef } from 'react';
import { RiskBadge } from '../../../ui/risk-badge';
import { ActionMenu } from '../builder/action-menu';
import { type Builder, useBuilder } from '../builder/builder-context';
import { toggled } from '../builder/selection';
import { onStepKey } from '../builder/use-step-keys';
import { type Draft, type DraftStep, dependenciesOf, labelOf } from '../draft/draft';
import { errorCounts } from '../draft/draft-graph';
import classes from './outline.module.css';

/** The steps in the order of the text, each with the wave it runs in, its risk and its problems: the canvas as a list. */
export const Outline = () => {
  const builder = useBuilder();
  const { draft, check, selection, readable, ask } = builder;
  const counts = useMemo(() => errorCounts(draft, check.problems), [draft, check.problems]);
  const wave = useMemo(() => waveNumbers(draft), [draft]);
  const list = useRef<HTMLOListElement>(null);
  const [focused] = selection.steps;
  const tabStop = draft.byId.has(focused ?? '') ? focused : draft.steps[0]?.id;
  useKeepInView(list, focused);
  return (
    <section className={classes.outline} aria-label="Outline" data-stale={!readable}>
      <header>
        <h2>Steps ({draft.steps.length})</h2>
        <ActionIcon
          variant="default"
          size={28}
          aria-label="Add a step"
          title="Add a step (a)"
          onClick={() => ask({ what: 'add' })}
          disabled={!readable}
        >
          <Plus size={15} />
        </ActionIcon>
      </header>
      {draft.steps.length === 0 ? (
        <p className="dim">No step yet. Add the first with +, or drag an agent onto the canvas.</p>
      ) : null}
      <ol ref={list} aria-label="Steps" onKeyDown={(event) => onKey(event, builder)}>
        {draft.steps.map((step) => (
          <Row
            key={step.id}
            step={step}
            wave={wave?.get(step.key) ?? null}
            problems={counts.get(step.index) ?? 0}
            selected={selection.steps.includes(step.id)}
            tabStop={step.id === tabStop}
          />
        ))}
      </ol>
    </section>
  );
};

/** In which wave each step could run at the earliest, from 1; `null` while there is a cycle. */
const waveNumbers = (draft: Draft): ReadonlyMap<string, number> | null => {
  const found = waves([...draft.byKey.values()]);
  return found && new Map(found.flatMap((keys, index) => keys.map((key) => [key, index + 1] as const)));
};

interface RowProps {
  readonly step: DraftStep;
  readonly wave: number | null;
  readonly problems: number;
  readonly selected: boolean;
  readonly tabStop: boolean;
}

const Row = ({ step, wave, problems, selected, tabStop }: RowProps) => {
  const { select, selection, readable } = useBuilder();
  return (
    <li data-selected={selected}>
      <button
        type="button"
        data-step={step.id}
        aria-pressed={selected}
        tabIndex={tabStop ? 0 : -1}
        onClick={(event) =>
          select(event.ctrlKey || event.metaKey || event.shiftKey ? toggled(selection.steps, step.id) : [step.id])
        }
      >
        <span className={classes.wave} title={wave === null ? 'no order while there is a cycle' : `runs in wave ${wave}`}>
          <span className="sr-only">wave </span>
          {wave ?? '?'}
        </span>
        <span className={classes.names}>
          <span className={classes.label}>{labelOf(step)}</span>
          <span className={`dim ${classes.agent}`}>{step.agent || 'no agent'}</span>
        </span>
        {problems > 0 ? (
          <span className={classes.problems}>
            <CircleAlert size={14} aria-hidden />
            {problems}
            <span className="sr-only"> {problems === 1 ? 'problem' : 'problems'}</span>
          </span>
        ) : null}
        {step.risk === null ? null : <RiskBadge risk={step.risk} iconOnly />}
      </button>
      {readable ? <RowMenu step={step} tabStop={tabStop} /> : null}
    </li>
  );
};

/** What dragging does on the canvas, without dragging. */
const RowMenu = ({ step, tabStop }: { step: DraftStep; tabStop: boolean }) => {
  const { draft, ask, remove } = useBuilder();
  const { id } = step;
  return (
    <ActionMenu position="bottom-end">
      <Menu.Target>
        <ActionIcon
          variant="subtle"
          color="gray"
          size={28}
          aria-label={`Actions on ${labelOf(step)}`}
          tabIndex={tabStop ? 0 : -1}
        >
          <EllipsisVertical size={15} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item onClick={() => ask({ what: 'connect', id })} disabled={draft.steps.length < 2} rightSection={<kbd>c</kbd>}>
          Connect to…
        </Menu.Item>
        <Menu.Item onClick={() => ask({ what: 'disconnect', id })} disabled={dependenciesOf(draft, step).length === 0}>
          Remove dependency…
        </Menu.Item>
        <Menu.Item onClick={() => ask({ what: 'move', id })} disabled={draft.steps.length < 2} rightSection={<kbd>m</kbd>}>
          Move after…
        </Menu.Item>
        <Menu.Divider />
        <Menu.Item onClick={() => remove([id])} rightSection={<kbd>Del</kbd>}>
          Delete
        </Menu.Item>
      </Menu.Dropdown>
    </ActionMenu>
  );
};

/** Arrows move along the list and select; with shift they select more. */
const onKey = (event: KeyboardEvent<HTMLOListElement>, builder: Builder) => {
  const button = event.target instanceof Element ? event.target.closest<HTMLElement>('button[data-step]') : null;
  if (button === null) return;
  const buttons = [...event.currentTarget.querySelectorAll<HTMLElement>('button[data-step]')];
  const at = buttons.indexOf(button);
  const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: buttons.length - 1 }[event.key];
  // A press of the button itself selects; what is done with it is asked for by Enter once more.
  if (to === undefined) {
    if (event.key === 'Enter' && button.getAttribute('aria-pressed') !== 'true') return;
    if (event.key !== ' ') onStepKey(event, builder);
    return;
  }
  event.preventDefault();
  const next = buttons[Math.min(buttons.length - 1, Math.max(0, to))];
  const id = next?.dataset.step;
  if (next === undefined || id === undefined) return;
  next.focus();
  const { steps } = builder.selection;
  builder.select(event.shiftKey ? [...new Set([...steps, id])] : [id]);
};

/** What is selected elsewhere is shown here. */
const useKeepInView = (list: React.RefObject<HTMLOListElement | null>, id: string | undefined) => {
  useEffect(() => {
    if (id === undefined) return;
    const row = list.current?.querySelector(`[data-step="${CSS.escape(id)}"]`);
    const frame = list.current;
    if (!row || !frame || frame.scrollHeight <= frame.clientHeight) return;
    row.scrollIntoView({ block: 'nearest' });
  }, [list, id]);
};
