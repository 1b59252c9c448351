import { Button, Drawer } from '@mantine/core';
import { SOURCE_LENGTH_MAX } from '@mc/contracts';
import { type AuthoredWorkflow, normaliseWorkflow } from '@mc/domain';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { CircleCheckBig } from 'lucide-react';
import { useEffect, useRef } from 'react';
import { policyQuery } from '../../../api/resources';
import { someRunsQuery } from '../../../api/runs';
import { useMe } from '../../../api/use-me';
import { workflowQuery } from '../../../api/workflows';
import { ReceiptLine } from '../../../ui/receipt-line';
import { RiskBadge } from '../../../ui/risk-badge';
import { ErrorPane } from '../../../ui/states';
import type { Base } from '../builder/base';
import { useBuilder } from '../builder/builder-context';
import { diffDefinitions } from '../compare/diff-definitions';
import { DiffList } from '../compare/diff-list';
import { labelOf } from '../draft/draft';
import { gateOf } from '../inspector/risk-field';
import { EstimateLine } from '../run/estimate-line';
import { MergeView } from './merge-view';
import classes from './save.module.css';
import { type Saved, useSave } from './use-save';

interface Props {
  readonly base: Base | null;
  readonly text: string;
  /** It was saved, and the draft is one no more. */
  readonly onSaved: (saved: Saved) => void;
  /** The draft now begins with another version. */
  readonly onRebase: (base: Base) => void;
  readonly onClose: () => void;
}

/** What saving will do: what changes, who stays on the old version, which gates there are, what a run will cost. */
export const SaveSheet = ({ base, text, onSaved, onRebase, onClose }: Props) => {
  const { document } = useBuilder();
  const client = useQueryClient();
  const { command, saved } = useSave(base, onSaved);
  const latest = useQuery({ ...workflowQuery(base?.id ?? ''), enabled: base !== null && saved === null, staleTime: 0 });
  const failed = command.receipt.phase === 'failed' ? command.receipt.problem : null;
  useEffect(() => {
    if (failed === null) return;
    // The server knows better: what it found is looked up anew, whether theirs is newer or something is wrong.
    for (const queryKey of [workflowQuery(base?.id ?? '').queryKey, ['validate'], ['agents']])
      void client.invalidateQueries({ queryKey });
  }, [failed, client, base?.id]);
  const theirs = latest.data?.workflow;
  // Checked before the sheet can be opened: the text is a workflow.
  const mine = document.value as AuthoredWorkflow;
  const isBehind = base !== null && saved === null && theirs !== undefined && theirs.version > base.version;
  const title = saved
    ? `Saved ${saved.name}`
    : base === null
      ? 'Save a new workflow'
      : `Save ${base.name} as version ${(isBehind ? theirs.version : base.version) + 1}`;
  return (
    <Drawer opened onClose={onClose} title={title} position="right" size="xl">
      <div className={classes.sheet}>
        {saved !== null ? (
          <Done saved={saved} isNew={base === null} onClose={onClose} receipt={<ReceiptLine receipt={command.receipt} />} />
        ) : isBehind ? (
          <MergeView
            base={base}
            theirs={theirs}
            mine={mine}
            onMerged={(next) => {
              command.reset();
              onRebase(next);
            }}
          />
        ) : (
          <>
            <Changes base={base} mine={mine} />
            {base === null ? null : <OldRuns base={base} />}
            <Gates />
            <Costs />
            {failed === null ? <ReceiptLine receipt={command.receipt} /> : <ErrorPane error={failed} />}
            <SaveButtons
              base={base}
              busy={command.busy}
              text={text}
              onSave={() => void command.run({ ...mine, ...sourceOf(text) })}
              onClose={onClose}
            />
          </>
        )}
      </div>
    </Drawer>
  );
};

const Changes = ({ base, mine }: { base: Base | null; mine: AuthoredWorkflow }) => {
  const definition = normaliseWorkflow(mine);
  if (base !== null) {
    return (
      <section aria-label="What changes">
        <h3>What changes since version {base.version}</h3>
        <DiffList
          diff={diffDefinitions(normaliseWorkflow(base.definition), definition)}
          none="Nothing that matters to a run: only how the text is written."
        />
      </section>
    );
  }
  return (
    <section aria-label="What is saved">
      <h3>{definition.name}</h3>
      <div>
        {definition.steps.length} {definition.steps.length === 1 ? 'step' : 'steps'}, inputs:{' '}
        {Object.keys(definition.inputs).join(', ') || 'none'}
      </div>
    </section>
  );
};

/** A text too long to be kept beside the definition is left out; it is written anew for whoever edits it next. */
const sourceOf = (text: string) => (text.length > SOURCE_LENGTH_MAX ? {} : { source: text });

const LISTED_MAX = 200;

const OldRuns = ({ base }: { base: Base }) => {
  const runs = useQuery(someRunsQuery({ workflow: base.name, status: ['pending', 'running'] }, LISTED_MAX));
  const own = runs.data?.items.filter(({ workflow }) => workflow.id === base.id) ?? [];
  const versions = new Map<number, number>();
  for (const { workflow } of own) versions.set(workflow.version, (versions.get(workflow.version) ?? 0) + 1);
  const words = [...versions].sort(([one], [other]) => one - other).map(([version, count]) => `${count} on version ${version}`);
  return (
    <section aria-label="Runs under way">
      <h3>Runs under way</h3>
      <div className={words.length === 0 ? 'dim' : undefined}>
        {runs.data === undefined
          ? 'Looking…'
          : words.length === 0
            ? 'None. Later runs take the new version.'
            : `${words.join(', ')}: they stay on theirs. Later runs take the new version.`}
      </div>
    </section>
  );
};

const Gates = () => {
  const { draft } = useBuilder();
  const policy = useQuery(policyQuery);
  const gates = draft.steps.filter(({ risk }) => risk === 'write' || risk === 'irreversible');
  return (
    <section aria-label="Gates">
      <h3>Gates</h3>
      {gates.length === 0 ? <div className="dim">None: every step only reads, so nobody is asked.</div> : null}
      <ul className={classes.gates}>
        {gates.map((step) => (
          <li key={step.id}>
            <strong>{labelOf(step)}</strong>
            <RiskBadge risk={step.risk ?? 'read'} />
            <span className="dim">
              {policy.data && step.risk !== null && step.risk !== 'read' ? gateOf(step.risk, policy.data) : ''}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
};

const Costs = () => {
  const { draft, check } = useBuilder();
  const { totalBudgetCents } = draft.budget;
  return (
    <section aria-label="Cost of one run">
      <h3>Cost of one run</h3>
      {check.estimate === null ? (
        <div className="dim">Being estimated…</div>
      ) : (
        <EstimateLine estimate={check.estimate} capCents={typeof totalBudgetCents === 'number' ? totalBudgetCents : undefined} />
      )}
    </section>
  );
};

interface ButtonsProps {
  readonly base: Base | null;
  readonly text: string;
  readonly busy: boolean;
  readonly onSave: () => void;
  readonly onClose: () => void;
}

const SaveButtons = ({ base, text, busy, onSave, onClose }: ButtonsProps) => {
  const me = useMe();
  const isSame = base !== null && text === base.text;
  return (
    <div className={classes.buttons}>
      <Button variant="default" onClick={onClose}>
        Go on editing
      </Button>
      <Button data-autofocus onClick={onSave} loading={busy} disabled={isSame || !me.may('workflows:write')}>
        {base === null ? 'Save workflow' : `Save version ${base.version + 1}`}
      </Button>
    </div>
  );
};

interface DoneProps {
  readonly saved: Saved;
  readonly isNew: boolean;
  readonly receipt: React.ReactNode;
  readonly onClose: () => void;
}

const Done = ({ saved, isNew, receipt, onClose }: DoneProps) => {
  const me = useMe();
  const navigate = useNavigate();
  const params = { workflowId: saved.id };
  const first = useRef<HTMLDivElement>(null);
  // The button that had the focus is gone.
  useEffect(() => first.current?.querySelector<HTMLElement>('button:last-child')?.focus(), []);
  return (
    <>
      <div className={classes.done}>
        <CircleCheckBig size={18} aria-hidden /> {saved.name} is saved as version {saved.version}.
      </div>
      {receipt}
      <div className={classes.buttons} ref={first}>
        <Button
          variant="default"
          onClick={() => (isNew ? void navigate({ to: '/workflows/$workflowId/edit', params }) : onClose())}
        >
          Keep editing
        </Button>
        <Button variant="default" onClick={() => void navigate({ to: '/workflows/$workflowId', params })}>
          Open the workflow
        </Button>
        {me.may('runs:write') ? (
          <Button onClick={() => void navigate({ to: '/workflows/$workflowId', params, search: { start: 'yes' } })}>
            Start a run…
          </Button>
        ) : null}
      </div>
    </>
  );
};
