import { Button, Drawer } from '@mantine/core';
import { SOURCE_LENGTH_MAX } from '@mc/contracts/definition';
import type { AuthoredWorkflow } from '@mc/domain';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useEffect } from 'react';
import { useMe } from '../../../api/use-me';
import { workflowQuery } from '../../../api/workflows';
import { ReceiptLine } from '../../../ui/receipt-line';
import { ErrorPane } from '../../../ui/states';
import type { Base } from '../builder/base';
import { useBuilder } from '../builder/builder-context';
import { isError } from '../check/problem';
import { MergeView } from './merge-view';
import classes from './save.module.css';
import { Done } from './save-done';
import { Changes, Costs, Gates, OldRuns } from './save-parts';
import { type Saved, useSave } from './use-save';

interface Props {
  readonly base: Base | null;
  /** It was saved, and the draft is one no more. */
  readonly onSaved: (saved: Saved) => void;
  /** The draft now begins with another version. */
  readonly onRebase: (base: Base) => void;
  readonly onClose: () => void;
}

/** What saving will do: what changes, who stays on the old version, which gates there are, what a run will cost. */
export const SaveSheet = ({ base, onSaved, onRebase, onClose }: Props) => {
  const { document, problems } = useBuilder();
  const navigate = useNavigate();
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
  const errors = problems.filter(isError).length;
  const leave = () => {
    if (saved === null || base !== null) return onClose();
    // A new workflow is a new one only once.
    void navigate({ to: '/workflows/$workflowId/edit', params: { workflowId: saved.id } });
  };
  // Checked before the sheet can be opened: the text is a workflow.
  const mine = document.value as AuthoredWorkflow;
  const isBehind = base !== null && saved === null && theirs !== undefined && theirs.version > base.version;
  const title = saved
    ? `Saved ${saved.name}`
    : base === null
      ? 'Save a new workflow'
      : `Save ${base.name} as version ${(isBehind ? theirs.version : base.version) + 1}`;
  return (
    <Drawer opened onClose={leave} title={title} position="right" size="xl">
      <div className={classes.sheet}>
        {saved !== null ? (
          <Done saved={saved} onClose={leave} receipt={<ReceiptLine receipt={command.receipt} />} />
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
              errors={errors}
              isSame={base !== null && document.text === base.text}
              onSave={() => void command.run({ ...mine, ...sourceOf(document.text) })}
              onClose={onClose}
            />
          </>
        )}
      </div>
    </Drawer>
  );
};

/** A text too long to be kept beside the definition is left out; it is written anew for whoever edits it next. */
const sourceOf = (text: string) => (text.length > SOURCE_LENGTH_MAX ? {} : { source: text });

interface ButtonsProps {
  readonly base: Base | null;
  /** Nothing was changed, not even a comment. */
  readonly isSame: boolean;
  readonly busy: boolean;
  /** Errors; with any there is nothing to save. */
  readonly errors: number;
  readonly onSave: () => void;
  readonly onClose: () => void;
}

const SaveButtons = ({ base, isSame, busy, errors, onSave, onClose }: ButtonsProps) => {
  const me = useMe();
  return (
    <div className={classes.buttons}>
      <Button variant="default" onClick={onClose}>
        Go on editing
      </Button>
      <Button data-autofocus onClick={onSave} loading={busy} disabled={isSame || errors > 0 || !me.may('workflows:write')}>
        {verbOf(base, errors)}
      </Button>
    </div>
  );
};

const verbOf = (base: Base | null, errors: number): string => {
  if (errors > 0) return `Fix ${errors} ${errors === 1 ? 'problem' : 'problems'} first`;
  return base === null ? 'Save workflow' : `Save version ${base.version + 1}`;
};
