import type { AuthoredWorkflow } from '@mc/domain';
import { type ReactNode, useEffect, useState } from 'react';
import { Page } from '../../../ui/page';
import { EmptyState } from '../../../ui/states';
import { AddStepDialog } from '../ask/add-step-dialog';
import { AskForStep } from '../ask/asked';
import { DraftNotice } from '../drafts/draft-notice';
import { type StoredDraft, slotOf } from '../drafts/drafts';
import { useDraftKeeper } from '../drafts/use-draft-keeper';
import { DryRunSheet } from '../dry-run/dry-run-sheet';
import { ImportDialog } from '../files/import-dialog';
import { useFileDrop } from '../files/use-file-drop';
import { Inspector } from '../inspector/inspector';
import { Outline } from '../outline/outline';
import { Palette } from '../outline/palette';
import { ProblemsPanel } from '../problems/problems-panel';
import { SaveSheet } from '../save/save-sheet';
import { TextPane } from '../text/text-pane';
import type { Base } from './base';
import classes from './builder.module.css';
import { type Asking, BuilderProvider, type Builder as BuilderView } from './builder-context';
import { BuilderActions, BuilderLead } from './builder-head';
import { later } from './later';
import { useBuilderState } from './use-builder';
import { useBuilderKeys } from './use-builder-keys';

const Canvas = later<object>(() => import('../canvas/canvas').then((module) => module.Canvas), 'The canvas could not be loaded');

export interface Start {
  /** Where the draft of this work is kept. */
  readonly slot: string;
  /** `null`: a new workflow. */
  readonly base: Base | null;
  readonly latestVersion: number | null;
  /** What it begins with; the draft, where one was found. */
  readonly text: string;
  /** What it is without any change of the person. */
  readonly initialText: string;
  readonly restored: StoredDraft | null;
  /** What is asked at once. */
  readonly asking: Asking | null;
}

/** Building a workflow: canvas, outline, inspector and text are views of one document. */
export const Builder = ({ start, onDiscard }: { start: Start; onDiscard: () => void }) => {
  const [{ base, slot, initialText }, setBeginning] = useState<Pick<Start, 'base' | 'slot' | 'initialText'>>(start);
  const { text, asking, builder } = useBuilderState(start.text, start.asking);
  const workflowId = base?.id ?? null;
  const baseVersion = base?.version ?? null;
  const keeper = useDraftKeeper({ slot, workflowId, name: builder.draft.name, baseVersion, text, initialText });
  useBuilderKeys(builder);
  const drop = useFileDrop(builder.write);
  /** From now on the draft begins with another version. */
  const rebase = (next: Base) => {
    keeper.forget();
    setBeginning({ base: next, slot: slotOf(next.id, next.version), initialText: next.text });
  };
  const discard = () => {
    keeper.forget();
    onDiscard();
  };
  const title = base === null ? 'New workflow' : `Edit ${base.name}`;
  return (
    <BuilderProvider value={builder}>
      <Page
        title={title}
        fill
        lead={<BuilderLead base={base} draftState={keeper.state} />}
        actions={<BuilderActions base={base} text={text} onDiscard={text === initialText ? null : discard} />}
      >
        {start.restored === null || base !== start.base ? null : (
          <DraftNotice restored={start.restored} latestVersion={start.latestVersion} onDiscard={discard} />
        )}
        <div className={classes.builder} data-mode={builder.mode} {...drop}>
          <Views builder={builder} text={text} />
          <ProblemsPanel />
        </div>
        <Asked asking={asking} builder={builder}>
          <SaveSheet
            base={base}
            onSaved={({ id, name, version }) => {
              keeper.forget();
              const definition = builder.document.value as AuthoredWorkflow;
              if (base !== null) rebase({ id, name, version, definition, text: builder.document.text });
            }}
            onRebase={rebase}
            onClose={() => builder.ask(null)}
          />
        </Asked>
      </Page>
    </BuilderProvider>
  );
};

const Views = ({ builder, text }: { builder: BuilderView; text: string }) => {
  const { mode, draft } = builder;
  return (
    <>
      <div className={classes.side}>
        <Outline />
        <Palette />
      </div>
      {mode === 'canvas' ? null : (
        <div className={classes.text}>
          <TextPane text={text} />
        </div>
      )}
      {mode === 'yaml' ? null : (
        <div className={classes.canvas}>
          <Canvas />
          {draft.steps.length === 0 ? (
            <div className={classes.empty}>
              <EmptyState title="No step yet">Drag an agent here, or press + in the outline.</EmptyState>
            </div>
          ) : null}
        </div>
      )}
      <div className={classes.inspector}>
        <Inspector />
      </div>
    </>
  );
};

interface AskedProps {
  readonly asking: Asking | null;
  readonly builder: BuilderView;
  /** The sheet of the save command. */
  readonly children: ReactNode;
}

const Asked = ({ asking, builder, children }: AskedProps) => {
  const { ask, readable } = builder;
  const close = () => ask(null);
  // Nothing can be asked about steps of a text that cannot be read.
  useEffect(() => {
    if (!readable && asking !== null && asking.what !== 'import') ask(null);
  }, [readable, asking, ask]);
  switch (asking?.what) {
    case undefined:
      return null;
    case 'add':
      return <AddStepDialog agent={asking.agent} onClose={close} />;
    case 'between':
      return <AddStepDialog between={asking} onClose={close} />;
    case 'connect':
    case 'wait':
    case 'move':
    case 'disconnect':
      return <AskForStep what={asking.what} id={asking.id} onClose={close} />;
    case 'import':
      return <ImportDialog onClose={close} />;
    case 'dry-run':
      return <DryRunSheet onClose={close} />;
    case 'save':
      return children;
    default:
      return asking satisfies never;
  }
};
