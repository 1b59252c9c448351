import { Button } from '@mantine/core';
import type { RunView } from '@mc/contracts';
import { ButtonLink } from '../../ui/button-link';
import { HOLD_LOOKS, isOpenRun, runLook } from '../../ui/status';
import { StatusBadge } from '../../ui/status-badge';
import { VisibleText } from '../../ui/text/visible-text';
import { TimeLeft, TimeText } from '../../ui/time-text';
import { bannerOf } from './banner-model';
import { NextActionButton } from './next-action-button';
import classes from './run.module.css';

/** The first thing that failed or waits, why, and what to do about it. */
export const RunBanner = ({ run, onStep }: { run: RunView; onStep: (key: string) => void }) => {
  const banner = bannerOf(run);
  if (banner === null) return null;
  const look = run.hold !== null && isOpenRun(run.status) ? HOLD_LOOKS[run.hold] : runLook(run.status, null);
  return (
    <section className={classes.banner} data-tone={look.tone} aria-label="What needs attention">
      <div className={classes.bannerText}>
        <div className={classes.bannerLine}>
          <StatusBadge look={look} />
          <span>
            <VisibleText text={banner.message} />
          </span>
        </div>
        <div className="dim">
          {banner.next === null ? '' : `${banner.next.message} `}
          {banner.detail}
          {banner.since === null ? null : (
            <>
              {banner.detail === '' ? 'Since ' : ' · since '}
              <TimeText at={banner.since} />
            </>
          )}
          {banner.until === null ? null : (
            <>
              {' · '}
              <TimeLeft until={banner.until} />
            </>
          )}
        </div>
      </div>
      <div className={classes.bannerActions}>
        {banner.stepKey === null ? null : (
          <Button size="xs" variant="default" onClick={() => onStep(banner.stepKey ?? '')}>
            Open step {banner.stepKey}
          </Button>
        )}
        {banner.approvalId === null ? null : (
          <ButtonLink size="xs" to="/approvals" search={{ id: banner.approvalId }}>
            Review the request
          </ButtonLink>
        )}
        {banner.next === null ? null : <NextActionButton next={banner.next} stepKey={banner.stepKey} />}
      </div>
    </section>
  );
};
