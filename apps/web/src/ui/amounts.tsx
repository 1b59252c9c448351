import { formatUsd, UNKNOWN } from './format/money';
import { formatCount, formatWhole } from './format/tokens';

interface MoneyProps {
  readonly cents: number | null | undefined;
  /** An estimate, or a figure that still moves. */
  readonly about?: boolean;
  readonly unpricedTokens?: number;
}

/** US dollars. Unknown is said, and if tokens without a price are behind it, how many. */
export const Money = ({ cents, about = false, unpricedTokens = 0 }: MoneyProps) => {
  const unpriced = unpricedTokens > 0 ? ` (${formatWhole(unpricedTokens)} tokens unpriced)` : '';
  if (cents === null || cents === undefined) {
    return (
      <span className="num dim" title={`unknown price${unpriced}`}>
        {UNKNOWN}
        {unpriced}
      </span>
    );
  }
  return (
    <span className="num" title={`${cents} cents${about ? ', not final' : ''}${unpriced}`}>
      {about ? '~' : ''}
      {formatUsd(cents)}
      {unpricedTokens > 0 ? <span className="dim"> + unpriced</span> : null}
    </span>
  );
};

export const TokenCount = ({ count, about = false }: { count: number | null | undefined; about?: boolean }) => (
  <span className={`num ${count === null || count === undefined ? 'dim' : ''}`} title={`${formatWhole(count)} tokens`}>
    {about && count !== null && count !== undefined ? '~' : ''}
    {formatCount(count)}
  </span>
);

interface PairProps {
  readonly input: number | null;
  readonly output: number | null;
  readonly final?: boolean;
}

/** Tokens in and out, side by side. */
export const TokenPair = ({ input, output, final = true }: PairProps) => (
  <span className="num" title={`${formatWhole(input)} in, ${formatWhole(output)} out${final ? '' : ', not final'}`}>
    <TokenCount count={input} about={!final} />
    <span className="dim"> in · </span>
    <TokenCount count={output} about={!final} />
    <span className="dim"> out</span>
  </span>
);
