import { Loader } from '@mantine/core';
import type { ApprovalView } from '@mc/contracts';
import { Check, OctagonX, TriangleAlert } from 'lucide-react';
import { Money } from '../../ui/amounts';
import { shortId } from '../../ui/format/ids';
import { TextViewer } from '../../ui/text/text-viewer';
import { VisibleText } from '../../ui/text/visible-text';
import { TimeText } from '../../ui/time-text';
import classes from './batch.module.css';
import { RequestDiff } from './request-diff';
import type { BatchResult } from './use-batch';

interface Props {
  readonly approval: ApprovalView;
  /** The first of them, against which the others are shown; `null` for the first itself. */
  readonly against: ApprovalView | null;
  readonly result: BatchResult | undefined;
  readonly hasMoved: boolean;
}

/** One of several requests: whose run, at what price, with which input, and what became of it. */
export const BatchItem = ({ approval, against, result, hasMoved }: Props) => (
  <li className={classes.item}>
    <div className={classes.head}>
      <strong>{approval.run.label === null ? shortId(approval.runId) : <VisibleText text={approval.run.label} />}</strong>
      <span className="dim">
        started by {approval.run.startedBy.username ?? 'system'} <TimeText at={approval.run.startedAt} /> · at most{' '}
        <Money cents={approval.request.maxCostCents} />
      </span>
      <span className={classes.grow} />
      <Result result={result} hasMoved={hasMoved} />
    </div>
    <details open>
      <summary>{against === null ? 'The first of them, in full' : 'Against the first'}</summary>
      <div className={classes.texts}>
        {against === null ? (
          <TextViewer title="Input (user)" text={approval.request.input.prompt} />
        ) : (
          <RequestDiff before={against} after={approval} />
        )}
      </div>
    </details>
  </li>
);

const Result = ({ result, hasMoved }: Pick<Props, 'result' | 'hasMoved'>) => {
  if (hasMoved && result === undefined)
    return (
      <span className={classes.moved}>
        <TriangleAlert size={15} aria-hidden /> Changed or decided meanwhile: left out
      </span>
    );
  switch (result?.phase) {
    case undefined:
      return null;
    case 'sending':
      return (
        <span>
          <Loader size={13} /> Sending
        </span>
      );
    case 'done':
      return (
        <span className={classes.done}>
          <Check size={15} aria-hidden /> Approved{result.position === null ? '' : `, position ${result.position}`}
        </span>
      );
    case 'failed':
      return (
        <span className={classes.failed}>
          <OctagonX size={15} aria-hidden /> {result.problem.title}: {result.problem.detail}
        </span>
      );
    default:
      return result satisfies never;
  }
};
