import type { CostSeriesReport } from '@mc/contracts';
import { Link } from '@tanstack/react-router';
import { CircleCheckBig, TriangleAlert } from 'lucide-react';
import { Money, TokenCount } from '../../ui/amounts';
import { formatUsd } from '../../ui/format/money';
import { formatInstant } from '../../ui/format/time';
import { formatWhole } from '../../ui/format/tokens';
import classes from './costs.module.css';
import { DeltaText } from './delta-text';

/** The sum of the range: how it changed, what is not in it, and whether it is what the ledger says. */
export const TotalsLine = ({ report: { totals, previous, unpriced, reconciles } }: { report: CostSeriesReport }) => (
  <div className={classes.total}>
    <strong>
      <Money cents={totals.cents} />
    </strong>
    <span title={`${formatInstant(previous.from, 'utc')} to ${formatInstant(previous.to, 'utc')}`}>
      <DeltaText now={totals.cents} before={previous.totals.cents} />{' '}
      <span className="dim">
        {previous.totals.calls === 0
          ? 'nothing was spent in the same time before'
          : `after ${formatUsd(previous.totals.cents)} in the same time before`}
      </span>
    </span>
    <span>
      <TokenCount count={totals.inputTokens + totals.outputTokens} /> tokens
    </span>
    {reconciles ? (
      <span className={classes.good}>
        <CircleCheckBig size={15} aria-hidden /> equals the ledger
      </span>
    ) : (
      <span className={classes.bad}>
        <TriangleAlert size={15} aria-hidden /> does not equal the ledger
      </span>
    )}
    {unpriced.map(({ model, inputTokens, outputTokens }) => (
      <span key={model} className={classes.bad}>
        <TriangleAlert size={15} aria-hidden />
        <span>
          {model}: {formatWhole((inputTokens ?? 0) + (outputTokens ?? 0))} tokens without a price, so not in the sum.{' '}
          <Link to="/agents" search={{ tab: 'prices' }}>
            Set it
          </Link>
        </span>
      </span>
    ))}
  </div>
);
