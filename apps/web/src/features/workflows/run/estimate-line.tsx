import type { EstimateView } from '@mc/contracts';
import { formatUsd } from '../../../ui/format/money';
import { formatCount } from '../../../ui/format/tokens';
import classes from '../workflows.module.css';

/** What the run may cost, held against the cap, before anything is sent. */
export const EstimateLine = ({ estimate, capCents }: { estimate: EstimateView; capCents: number | undefined }) => {
  const over = capCents !== undefined && estimate.minCents !== null && estimate.minCents > capCents;
  const tight = capCents !== undefined && estimate.maxCents !== null && estimate.maxCents > capCents;
  return (
    <div className={classes.estimate} data-over={over || tight}>
      Expected ~{formatUsd(estimate.expectedCents)}, at most {formatUsd(estimate.maxCents)} and {formatCount(estimate.maxTokens)}{' '}
      tokens; {capCents === undefined ? 'no cap in money.' : `cap ${formatUsd(capCents)}.`}
      {over ? <strong> Even the least it can cost is above the cap: nothing would be sent.</strong> : null}
      {!over && tight ? ' The most it can cost is above the cap: the run may stop and wait for a higher one.' : null}
      {estimate.unpricedModels.length > 0
        ? ` No price is known for ${estimate.unpricedModels.join(', ')}; what they cost is unknown.`
        : null}
    </div>
  );
};
