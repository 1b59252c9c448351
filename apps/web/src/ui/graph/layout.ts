/** A step and what it waits for. */
export interface GraphStep {
  readonly key: string;
  readonly dependsOn: readonly string[];
}

export interface Placed {
  readonly key: string;
  readonly x: number;
  readonly y: number;
  readonly layer: number;
}

export const NODE_WIDTH = 216;
export const NODE_HEIGHT = 76;
const COLUMN_GAP = 56;
const ROW_GAP = 24;
const SWEEPS = 12;

interface Cell {
  readonly key: string;
  readonly dummy: boolean;
  readonly before: Cell[];
  readonly after: Cell[];
  order: number;
  y: number;
}

/**
 * Layers from left to right: each step stands one column after the last step that it waits for; long edges get place-holders,
 * barycentre sweeps take out crossings, and the best order of all sweeps stays. Depends on keys and edges alone, so a change
 * of status never moves anything. What cannot be layered (an unknown dependency, a cycle being typed) is left out of account.
 */
export const layoutGraph = (steps: readonly GraphStep[]): Placed[] => {
  const layerOf = layers(steps);
  const columns = withDummies(steps, layerOf);
  orderColumns(columns);
  assignRows(columns);
  return columns.flatMap((column, layer) =>
    column.filter(({ dummy }) => !dummy).map(({ key, y }) => ({ key, x: layer * (NODE_WIDTH + COLUMN_GAP), y, layer })),
  );
};

/** Longest path from a start. Steps on a cycle are taken in the order given, so that an unfinished draft still draws. */
const layers = (steps: readonly GraphStep[]): Map<string, number> => {
  const known = new Set(steps.map(({ key }) => key));
  const waits = new Map(
    steps.map(({ key, dependsOn }) => [key, new Set(dependsOn.filter((name) => known.has(name) && name !== key))]),
  );
  const dependents = new Map<string, string[]>();
  for (const [key, names] of waits) for (const name of names) dependents.set(name, [...(dependents.get(name) ?? []), key]);
  const layer = new Map<string, number>(steps.map(({ key }) => [key, 0]));
  const left = new Map([...waits].map(([key, names]) => [key, names.size]));
  const done = new Set<string>();
  let ready = steps.filter(({ key }) => left.get(key) === 0).map(({ key }) => key);
  while (done.size < layer.size) {
    const key = ready.shift() ?? [...layer.keys()].find((name) => !done.has(name));
    if (key === undefined) break;
    if (done.has(key)) continue;
    done.add(key);
    for (const next of dependents.get(key) ?? []) {
      if (done.has(next)) continue;
      layer.set(next, Math.max(layer.get(next) ?? 0, (layer.get(key) ?? 0) + 1));
      const rest = (left.get(next) ?? 1) - 1;
      left.set(next, rest);
      if (rest === 0) ready = [...ready, next];
    }
  }
  return layer;
};

const withDummies = (steps: readonly GraphStep[], layerOf: ReadonlyMap<string, number>): Cell[][] => {
  const columns: Cell[][] = [];
  const add = (layer: number, key: string, dummy: boolean): Cell => {
    while (columns.length <= layer) columns.push([]);
    const column = columns[layer] as Cell[];
    const cell: Cell = { key, dummy, before: [], after: [], order: column.length, y: 0 };
    column.push(cell);
    return cell;
  };
  const cells = new Map<string, Cell>();
  for (const { key } of steps) if (!cells.has(key)) cells.set(key, add(layerOf.get(key) ?? 0, key, false));
  for (const { key, dependsOn } of steps) {
    for (const name of new Set(dependsOn)) {
      const from = cells.get(name);
      const to = cells.get(key);
      const start = layerOf.get(name) ?? 0;
      const end = layerOf.get(key) ?? 0;
      if (from === undefined || to === undefined || end <= start) continue;
      let last = from;
      for (let layer = start + 1; layer < end; layer++) last = link(last, add(layer, `${name}>${key}@${layer}`, true));
      link(last, to);
    }
  }
  return columns;
};

const link = (from: Cell, to: Cell): Cell => {
  from.after.push(to);
  to.before.push(from);
  return to;
};

const orderColumns = (columns: Cell[][]): void => {
  let best = columns.map((column) => [...column]);
  let fewest = crossings(columns);
  for (let sweep = 0; sweep < SWEEPS && fewest > 0; sweep++) {
    const forward = sweep % 2 === 0;
    const order = forward ? columns.slice(1) : columns.slice(0, -1).reverse();
    for (const column of order) sortByNeighbours(column, forward ? 'before' : 'after');
    const now = crossings(columns);
    if (now < fewest) {
      fewest = now;
      best = columns.map((column) => [...column]);
    }
  }
  for (const [layer, column] of best.entries()) {
    columns[layer] = column;
    for (const [order, cell] of column.entries()) cell.order = order;
  }
};

const sortByNeighbours = (column: Cell[], side: 'before' | 'after'): void => {
  const weight = new Map(
    column.map((cell) => [cell, cell[side].length === 0 ? cell.order : mean(cell[side].map(({ order }) => order))]),
  );
  column.sort((a, b) => (weight.get(a) ?? 0) - (weight.get(b) ?? 0) || a.order - b.order);
  for (const [order, cell] of column.entries()) cell.order = order;
};

/** Counts crossing edges between neighbouring columns, by inversions in a Fenwick tree. */
const crossings = (columns: readonly (readonly Cell[])[]): number => {
  let count = 0;
  for (const column of columns) {
    const ends = column.flatMap((cell) => cell.after.map(({ order }) => order).sort((a, b) => a - b));
    const size = Math.max(0, ...ends) + 1;
    const tree = new Int32Array(size + 1);
    for (const [seen, end] of ends.entries()) {
      let before = 0;
      for (let at = end + 1; at > 0; at -= at & -at) before += tree[at] ?? 0;
      count += seen - before;
      for (let at = end + 1; at <= size; at += at & -at) tree[at] = (tree[at] ?? 0) + 1;
    }
  }
  return count;
};

const mean = (values: readonly number[]): number => values.reduce((a, b) => a + b, 0) / values.length;

const STRIDE = NODE_HEIGHT + ROW_GAP;
const heightOf = (cell: Cell): number => (cell.dummy ? STRIDE / 2 : STRIDE);

/** Rows: first a plain stack, then each column is pulled towards its neighbours without changing its order. */
const assignRows = (columns: readonly Cell[][]): void => {
  for (const column of columns) {
    let y = 0;
    for (const cell of column) {
      cell.y = y;
      y += heightOf(cell);
    }
    const middle = y / 2;
    for (const cell of column) cell.y -= middle;
  }
  for (const column of columns.slice(1)) pull(column, 'before');
  for (const column of columns.slice(0, -1).reverse()) pull(column, 'after');
  for (const column of columns.slice(1)) pull(column, 'before');
  const top = Math.min(0, ...columns.flat().map(({ y }) => y));
  for (const column of columns) for (const cell of column) cell.y = Math.round(cell.y - top);
};

const pull = (column: readonly Cell[], side: 'before' | 'after'): void => {
  const wanted = column.map((cell) => (cell[side].length === 0 ? cell.y : mean(cell[side].map(({ y }) => y))));
  let floor = Number.NEGATIVE_INFINITY;
  for (const [index, cell] of column.entries()) {
    cell.y = Math.max(wanted[index] ?? 0, floor);
    floor = cell.y + heightOf(cell);
  }
  // Whatever was pushed down together moves back up by its mean, so that a fan stays centred on its source.
  const drift = mean(column.map((cell, index) => cell.y - (wanted[index] ?? 0)));
  for (const cell of column) cell.y -= drift;
};
