import type { KeyboardEvent, MouseEvent, ReactNode } from 'react';
import classes from './data-table.module.css';

export interface Column<Row> {
  readonly key: string;
  readonly title: string;
  readonly cell: (row: Row) => ReactNode;
  readonly right?: boolean;
  /** Cut to one line. */
  readonly clip?: boolean;
  /** On a narrow screen it takes the whole width and needs no label. */
  readonly wide?: boolean;
  /** The heading is for screen readers only. */
  readonly silent?: boolean;
}

interface Props<Row> {
  readonly label: string;
  readonly columns: readonly Column<Row>[];
  readonly rows: readonly Row[];
  readonly rowKey: (row: Row) => string;
  /** A click anywhere on the row; the row must also hold a real link or button for the keyboard. */
  readonly onOpen?: (row: Row) => void;
  readonly selected?: string | undefined;
  readonly foot?: ReactNode;
}

/** A plain table of own rows (the library's are ten times slower to patch); becomes cards on a narrow screen. */
export const DataTable = <Row,>({ label, columns, rows, rowKey, onOpen, selected, foot }: Props<Row>) => (
  <div className={classes.scroll}>
    <table className={classes.table} aria-label={label}>
      <thead>
        <tr>
          {columns.map((column) => (
            <th key={column.key} scope="col" className={column.right ? classes.right : undefined}>
              {column.silent ? <span className="sr-only">{column.title}</span> : column.title}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => {
          const key = rowKey(row);
          return (
            <tr
              key={key}
              data-row={key}
              {...(onOpen === undefined ? {} : { 'data-link': '', onClick: openFrom(() => onOpen(row)) })}
              {...(selected === key ? { 'aria-selected': true } : {})}
            >
              {columns.map((column) => (
                <td
                  key={column.key}
                  className={`${column.right ? classes.right : ''} ${column.clip ? classes.clip : ''}`}
                  {...(column.wide || column.silent ? { 'data-wide': '' } : { 'data-label': column.title })}
                >
                  {column.cell(row)}
                </td>
              ))}
            </tr>
          );
        })}
      </tbody>
      {foot}
    </table>
  </div>
);

/** Clicks on links, buttons and selected text keep their own meaning. */
const openFrom = (open: () => void) => (event: MouseEvent<HTMLElement> | KeyboardEvent<HTMLElement>) => {
  if (event.target instanceof Element && event.target.closest('a,button,input,label')) return;
  if (window.getSelection()?.toString()) return;
  open();
};
