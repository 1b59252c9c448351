import type { RunBudgetView } from '@mc/contracts';
import { Money } from './amounts';
import classes from './budget-bar.module.css';
import { formatUsd } from './format/money';

const share = (part: number | null, cap: number): number => (cap <= 0 ? 0 : Math.min(100, (100 * (part ?? 0)) / cap));

/** Spent, reserved and unknown against the cap: what is reserved is as good as spent until it is known. */
export const BudgetBar = ({ budget, words = true, bar = true }: { budget: RunBudgetView; words?: boolean; bar?: boolean }) => {
  const cap = budget.totalBudgetCents;
  const title = `spent ${formatUsd(budget.spentCents)}, reserved ${formatUsd(budget.reservedCents)}, unknown outcome ${formatUsd(budget.unknownCents)}, cap ${cap === null ? 'none' : formatUsd(cap)}`;
  return (
    <span className={classes.wrap} title={title}>
      {words ? (
        <span>
          <Money cents={budget.spentCents} unpricedTokens={budget.unpricedTokens} />
          <span className="dim"> {cap === null ? '· no cap' : `of ${formatUsd(cap)}`}</span>
        </span>
      ) : null}
      {cap === null || !bar ? null : (
        <span className={classes.bar} aria-hidden>
          <span className={classes.spent} style={{ width: `${share(budget.spentCents, cap)}%` }} />
          <span className={classes.unknown} style={{ width: `${share(budget.unknownCents, cap)}%` }} />
          <span className={classes.reserved} style={{ width: `${share(budget.reservedCents, cap)}%` }} />
        </span>
      )}
    </span>
  );
};
