import type { ReactNode } from 'react';

export interface GridColumn<Row> {
  readonly key: string;
  readonly title: string;
  /** A track of the grid, such as `minmax(160px, 2fr)`. */
  readonly width: string;
  readonly right?: boolean;
  readonly cell: (row: Row) => ReactNode;
}
