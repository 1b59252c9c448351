import type { ApprovalView } from '@mc/contracts';
import { Link } from '@tanstack/react-router';
import { Bell, BellOff } from 'lucide-react';
import { useEffect, useRef } from 'react';
import { IdChip } from '../../ui/id-chip';
import { toggleMuted, usePreferences } from '../../ui/preferences';
import { RiskBadge } from '../../ui/risk-badge';
import { approvalLook } from '../../ui/status';
import { StatusBadge } from '../../ui/status-badge';
import { TimeLeft, TimeText } from '../../ui/time-text';
import classes from './request.module.css';

/** What is asked, how grave it is, and until when. */
export const ApprovalHead = ({ approval, takesFocus }: { approval: ApprovalView; takesFocus: boolean }) => {
  const title = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    // The focus went with the request that was decided; whoever hears the page is told what comes now.
    if (takesFocus && document.activeElement === document.body) title.current?.focus();
  }, [takesFocus]);
  return (
    <header className={classes.head}>
      <h2 ref={title} tabIndex={-1}>
        {approval.stepName ?? approval.stepKey}
        {approval.stepName === null ? null : <span className={`mono ${classes.key}`}> {approval.stepKey}</span>}
      </h2>
      <div className={classes.headActions}>
        <Mute runId={approval.runId} />
        <Link to="/runs/$runId" params={{ runId: approval.runId }} search={{ step: approval.stepKey }}>
          Open the run
        </Link>
      </div>
      <div className={classes.sub}>
        <RiskBadge risk={approval.risk} />
        <StatusBadge look={approvalLook(approval.status)} />
        {approval.status === 'pending' ? <Until approval={approval} /> : <ClosedWhen approval={approval} />}
        <span className="dim" title="The digest of exactly this; anything else voids the approval">
          sealed by <IdChip id={approval.digest} what="digest" />
        </span>
      </div>
    </header>
  );
};

const Until = ({ approval: { expiresAt, requestedAt, kind } }: { approval: ApprovalView }) => (
  <span className="dim">
    asked <TimeText at={requestedAt} />
    {expiresAt === null ? (
      ', does not expire'
    ) : (
      <>
        , <TimeLeft until={expiresAt} />, then {kind === 'step' ? 'the step fails' : 'its engine decides by itself'}
      </>
    )}
  </span>
);

const ClosedWhen = ({ approval: { closedAt } }: { approval: ApprovalView }) =>
  closedAt === null ? null : (
    <span className="dim">
      <TimeText at={closedAt} />
    </span>
  );

const Mute = ({ runId }: { runId: string }) => {
  const isMuted = usePreferences().mutedRuns.includes(runId);
  const Icon = isMuted ? BellOff : Bell;
  return (
    <button type="button" className={classes.mute} aria-pressed={isMuted} onClick={() => toggleMuted(runId)}>
      <Icon size={14} aria-hidden />
      {isMuted ? 'Run is muted' : 'Mute the run'}
    </button>
  );
};
