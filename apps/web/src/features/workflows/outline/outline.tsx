import { ActionIcon } from '@mantine/core';
import { waves } from '@mc/domain';
import { Plus } from 'lucide-react';
import { type KeyboardEvent, type RefObject, useCallback, useEffect, useMemo, useRef } from 'react';
import { type Builder, useBuilder } from '../builder/builder-context';
import { toggled } from '../builder/selection';
import { onStepKey } from '../builder/use-step-keys';
import { type Draft, labelOf } from '../draft/draft';
import { errorCounts } from '../draft/draft-graph';
import classes from './outline.module.css';
import { OutlineRow } from './outline-row';
import { RowMenu } from './row-menu';

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
  const onPick = usePick(builder);
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
        {draft.steps.map((step) => {
          const selected = selection.steps.includes(step.id);
          const isStop = step.id === tabStop;
          return (
            <li key={step.id} data-selected={selected}>
              <OutlineRow
                id={step.id}
                label={labelOf(step)}
                agent={step.agent}
                risk={step.risk}
                wave={wave?.get(step.key) ?? null}
                problems={counts.get(step.index) ?? 0}
                selected={selected}
                tabStop={isStop}
                onPick={onPick}
              />
              {readable && (selected || isStop) ? <RowMenu step={step} tabStop={isStop} /> : null}
            </li>
          );
        })}
      </ol>
    </section>
  );
};

/** In which wave each step could run at the earliest, from 1; `null` while there is a cycle. */
const waveNumbers = (draft: Draft): ReadonlyMap<string, number> | null => {
  const found = waves([...draft.byKey.values()]);
  return found && new Map(found.flatMap((keys, index) => keys.map((key) => [key, index + 1] as const)));
};

/** The same function for as long as the outline is there, so that rows are drawn only when they change. */
const usePick = (builder: Builder) => {
  const latest = useRef(builder);
  latest.current = builder;
  return useCallback((id: string, more: boolean) => {
    const { select, selection } = latest.current;
    select(more ? toggled(selection.steps, id) : [id]);
  }, []);
};

/** Arrows move along the list and select; with shift they select more. */
const onKey = (event: KeyboardEvent<HTMLOListElement>, builder: Builder) => {
  const button = event.target instanceof Element ? event.target.closest<HTMLElement>('button[data-step]') : null;
  if (button === null) return;
  const buttons = [...event.currentTarget.querySelectorAll<HTMLElement>('button[data-step]')];
  const at = buttons.indexOf(button);
  const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: buttons.length - 1 }[event.key];
  if (to === undefined) {
    // The first Enter selects, as on any button; the next goes into the form.
    if (event.key === ' ' || (event.key === 'Enter' && button.getAttribute('aria-pressed') !== 'true')) return;
    onStepKey(event, builder);
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
const useKeepInView = (list: RefObject<HTMLOListElement | null>, id: string | undefined) => {
  useEffect(() => {
    if (id === undefined) return;
    const row = list.current?.querySelector(`[data-step="${CSS.escape(id)}"]`);
    const frame = list.current;
    if (!row || !frame || frame.scrollHeight <= frame.clientHeight) return;
    row.scrollIntoView({ block: 'nearest' });
  }, [list, id]);
};
