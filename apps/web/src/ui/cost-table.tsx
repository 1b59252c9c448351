import type { ReactNode } from 'react';
import { Money, TokenCount } from './amounts';
import classes from './cost-table.module.css';

interface CostRow {
  readonly key: string;
  readonly cents: number | null;
  readonly inputTokens: number | null;
  readonly outputTokens: number | null;
  readonly cacheReadTokens: number | null;
  readonly cacheWriteTokens: number | null;
  readonly calls: number;
}

interface Props {
  readonly title: string;
  readonly first: string;
  readonly rows: readonly CostRow[];
  readonly total: number | null;
  /** Turns a key into something to click. */
  readonly link?: (key: string) => ReactNode;
}

const shareOf = (cents: number | null, total: number | null): number | null =>
  cents === null || total === null || total === 0 ? null : (100 * cents) / total;

/** Costs in groups, with tokens and shares; a bar shows the share, the figure says it. */
export const CostTable = ({ title, first, rows, total, link }: Props) => (
  <div className={classes.scroll}>
    <table className={classes.table}>
      <caption>{title}</caption>
      <thead>
        <tr>
          <th scope="col">{first}</th>
          <th scope="col">Calls</th>
          <th scope="col">Tokens in</th>
          <th scope="col">out</th>
          <th scope="col">cached</th>
          <th scope="col">USD</th>
          <th scope="col" className={classes.shareHead}>
            Share
          </th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => {
          const share = shareOf(row.cents, total);
          return (
            <tr key={row.key}>
              <th scope="row">{link === undefined ? row.key : link(row.key)}</th>
              <td className="num">{row.calls}</td>
              <td>
                <TokenCount count={row.inputTokens} />
              </td>
              <td>
                <TokenCount count={row.outputTokens} />
              </td>
              <td>
                <TokenCount count={row.cacheReadTokens} />
              </td>
              <td>
                <Money cents={row.cents} />
              </td>
              <td>
                <div className={classes.share}>
                  <span className={classes.bar} aria-hidden>
                    <span style={{ width: `${share ?? 0}%` }} />
                  </span>
                  <span className="num">{share === null ? '-' : `${share.toFixed(0)} %`}</span>
                </div>
              </td>
            </tr>
          );
        })}
      </tbody>
    </table>
  </div>
);
