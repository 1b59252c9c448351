import { ActionIcon, Button } from '@mantine/core';
import { X } from 'lucide-react';
import { type RefObject, useEffect, useRef } from 'react';
import { type Builder, type FocusRequest, useBuilder } from '../builder/builder-context';
import { labelOf } from '../draft/draft';
import { stepsUsedIn } from '../draft/references';
import { setStepField } from '../draft/step-commands';
import classes from './inspector.module.css';
import { RiskField } from './risk-field';
import { StepForm } from './step-form';
import { WorkflowForm } from './workflow-form';

/** What is selected, as a form: a step, several, a dependency, or with nothing selected the workflow. */
export const Inspector = () => {
  const builder = useBuilder();
  const { focus, readable, select, selected, mode } = builder;
  const frame = useRef<HTMLElement>(null);
  // Where the text is the only view, problems are shown in it.
  useFocusOnRequest(
    frame,
    mode === 'yaml' && focus?.from !== null ? null : focus,
    selected.length === 1 ? (selected[0]?.id ?? null) : null,
  );
  const { title, isWhole, content } = contentOf(builder);
  return (
    <section className={classes.inspector} aria-label="Inspector" ref={frame} data-inspector>
      <header>
        <h2 tabIndex={-1}>{title}</h2>
        {isWhole ? null : (
          <ActionIcon variant="subtle" color="gray" size={28} aria-label="Show the workflow" onClick={() => select([])}>
            <X size={15} />
          </ActionIcon>
        )}
      </header>
      {readable ? null : <p className={classes.stale}>The text cannot be read. The form is of its last good state.</p>}
      <fieldset className={classes.form} disabled={!readable}>
        <legend className="sr-only">{title}</legend>
        {content}
      </fieldset>
    </section>
  );
};

const contentOf = ({ selection, selected, draft }: Builder) => {
  const [step] = selected;
  if (selection.edge !== null) {
    const { from, to } = selection.edge;
    return { title: `${from} → ${to}`, isWhole: false, content: <DependencyCard from={from} to={to} /> };
  }
  if (selected.length > 1) return { title: `${selected.length} steps`, isWhole: false, content: <ManyForm /> };
  if (step === undefined) return { title: draft.name || 'Workflow', isWhole: true, content: <WorkflowForm /> };
  return { title: labelOf(step), isWhole: false, content: <StepForm key={step.index} step={step} /> };
};

const DependencyCard = ({ from, to }: { from: string; to: string }) => {
  const { draft, ask, removeEdge } = useBuilder();
  const step = draft.byKey.get(to);
  const isUsed = step !== undefined && stepsUsedIn(step.prompt).has(from);
  return (
    <>
      <div>
        <strong>{to}</strong> begins when <strong>{from}</strong> has ended.{' '}
        {isUsed ? 'Its prompt takes in the output.' : 'Its prompt does not take in the output.'}
      </div>
      <div className={classes.buttons}>
        <Button variant="default" size="compact-sm" onClick={() => ask({ what: 'between', from, to })}>
          Put a step between
        </Button>
        <Button variant="default" size="compact-sm" onClick={() => removeEdge(from, to)}>
          Remove the dependency
        </Button>
      </div>
    </>
  );
};

const ManyForm = () => {
  const { selected, apply, remove } = useBuilder();
  const risks = new Set(selected.map(({ risk }) => risk));
  const [first] = risks;
  const setRisk = (risk: string) =>
    apply((now) => {
      const changes = selected.flatMap(({ index }) => now.steps[index] ?? []).map((step) => setStepField(step, 'risk', risk));
      return { what: 'Changed the risk', rounds: [changes.flatMap(({ rounds }) => rounds.flat())] };
    });
  return (
    <>
      <div>{selected.map(labelOf).join(', ')}</div>
      <RiskField value={risks.size === 1 ? (first ?? null) : null} onPick={setRisk} />
      <div>
        <Button variant="default" size="compact-sm" onClick={() => remove(selected.map(({ id }) => id))}>
          Delete {selected.length} steps
        </Button>
      </div>
    </>
  );
};

const FIELDS = 'input:not([type="hidden"]):not(:disabled), textarea, select, button';

/** Puts the focus into the field that was asked for, or the nearest around it, as soon as its step is shown. */
const useFocusOnRequest = (frame: RefObject<HTMLElement | null>, request: FocusRequest | null, shownId: string | null) => {
  const done = useRef<FocusRequest | null>(null);
  useEffect(() => {
    const box = frame.current;
    if (request === null || request === done.current || request.stepId !== shownId) return;
    done.current = request;
    if (box === null || !box.checkVisibility()) return;
    const target = targetOf(box, request.field) ?? box.querySelector<HTMLElement>('h2');
    target?.focus({ preventScroll: true });
    target?.scrollIntoView({ block: 'center' });
  }, [frame, request, shownId]);
};

const targetOf = (box: HTMLElement, field: string): HTMLElement | null => {
  for (const parts = field.split('/'); parts.length > 0; parts.pop()) {
    const place = box.querySelector<HTMLElement>(`[data-field="${CSS.escape(parts.join('/'))}"]`);
    if (place === null) continue;
    return place.matches(FIELDS) ? place : place.querySelector<HTMLElement>(FIELDS);
  }
  return null;
};
