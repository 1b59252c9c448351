import { Button } from '@mantine/core';
import type { ApprovalView } from '@mc/contracts';
import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { ArrowLeft } from 'lucide-react';
import { useState } from 'react';
import { approvalQuery } from '../../api/approvals';
import { useActions } from '../../ui/actions';
import { toggleMuted, usePreferences } from '../../ui/preferences';
import { Loaded } from '../../ui/states';
import { ApprovalHead } from './approval-head';
import type { Decided } from './decided-line';
import { DecisionForm } from './decision-form';
import { carryDraft } from './drafts';
import { Drifted, useSuccessor } from './drifted';
import { Effect } from './effect';
import { EngineQuestion, isQuestion } from './engine-question';
import { Evidence } from './evidence';
import { PastDecisions } from './past-decisions';
import classes from './request.module.css';
import { useSeen } from './use-seen';

interface Props {
  readonly id: string;
  readonly tab: string | undefined;
  readonly onTab: (tab: string) => void;
  readonly onOpen: (id: string) => void;
  readonly onDecided: (decided: Decided) => void;
  /** The request to go on with. */
  readonly next: string | undefined;
  /** It comes after a decision. */
  readonly takesFocus: boolean;
  /** On a narrow screen, where the list is a step back. */
  readonly onBack: (() => void) | null;
}

/** What will happen, why it is asked, what it may cost, on which evidence. */
export const ApprovalDetail = ({ id, onBack, ...rest }: Props) => {
  const query = useQuery(approvalQuery(id));
  return (
    <section className={classes.detail} aria-label="Request">
      {onBack === null ? null : (
        <div className={classes.back}>
          <Button variant="subtle" size="compact-sm" leftSection={<ArrowLeft size={15} aria-hidden />} onClick={onBack}>
            All requests
          </Button>
        </div>
      )}
      <Loaded query={query} rows={8}>
        {(approval) => <Request approval={approval} {...rest} />}
      </Loaded>
    </section>
  );
};

interface RequestProps extends Omit<Props, 'id' | 'onBack'> {
  readonly approval: ApprovalView;
}

const Request = ({ approval, tab, onTab, onOpen, onDecided, next, takesFocus }: RequestProps) => {
  // What was on the screen when somebody began to read; a later version is compared with it.
  const [read, setRead] = useState(approval);
  const successor = useSuccessor(approval);
  const changed = approval.status === 'pending' && read.digest !== approval.digest;
  const { seen, look, show } = useSeen(approval.digest);
  const showDiff = () => {
    onTab('diff');
    show();
  };
  useRequestKeys(approval, showDiff);
  const goOn =
    successor &&
    (() => {
      carryDraft(approval.id, successor.id);
      onOpen(successor.id);
    });
  return (
    <>
      <div className={classes.reading}>
        <ApprovalHead approval={approval} takesFocus={takesFocus} />
        {changed ? <Drifted read={read} now={approval} onGoOn={() => setRead(approval)} /> : null}
        {successor === null ? null : <Drifted read={approval} now={successor} onGoOn={null} />}
        <Effect approval={approval} />
        {isQuestion(approval) ? (
          <div ref={look}>
            <EngineQuestion approval={approval} />
          </div>
        ) : null}
        <Evidence approval={approval} tab={tab} onTab={onTab} look={isQuestion(approval) ? null : look} />
        <PastDecisions approval={approval} />
      </div>
      <DecisionForm
        {...{ approval, changed, seen, onDecided, next, onOpen }}
        onSuccessor={goOn}
        onShow={seen ? show : showDiff}
      />
    </>
  );
};

const useRequestKeys = ({ runId, stepKey }: ApprovalView, onDiff: () => void): void => {
  const navigate = useNavigate();
  const isMuted = usePreferences().mutedRuns.includes(runId);
  useActions(
    'This request',
    [
      {
        keys: 'o',
        what: 'Open the run',
        named: true,
        run: () => void navigate({ to: '/runs/$runId', params: { runId }, search: { step: stepKey } }),
      },
      { keys: 'd', what: 'Show what differs from the last one', named: true, run: onDiff },
      {
        keys: 'm',
        what: isMuted ? 'Hear of this run again' : 'Mute this run, for yourself',
        named: true,
        run: () => toggleMuted(runId),
      },
    ],
    'part',
  );
};
