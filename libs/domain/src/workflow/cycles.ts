import type { Components, Dependencies } from './components';

/**
 * One shortest cycle of each component that has any, first node first and last: `[a, b, a]` when b waits for a and a for b.
 * It starts at its first node in the order of the definition. A node that waits for itself makes a cycle of its own.
 */
export const cycles = (dependencies: Dependencies, { members }: Components): readonly (readonly number[])[] => {
  const found: number[][] = [];
  for (const nodes of members) {
    const loops = nodes.filter((node) => dependencies[node]?.includes(node));
    found.push(...loops.map((node) => [node, node]));
    if (nodes.length > 1) found.push(fromFirst(shortest(dependencies, nodes)));
  }
  return found.sort((a, b) => (a[0] ?? 0) - (b[0] ?? 0) || a.length - b.length);
};

/** The shortest cycle against the arrows, turned round. Searches only from where a depth-first walk finds a way back: every cycle has such a node. */
const shortest = (dependencies: Dependencies, nodes: readonly number[]): number[] => {
  const within: (readonly number[])[] = dependencies.map(() => []);
  const inside = new Set(nodes);
  for (const node of nodes) within[node] = (dependencies[node] ?? []).filter((to) => to !== node && inside.has(to));
  let best: number[] = [];
  for (const start of returnPoints(within, nodes)) {
    best = cycleThrough(within, start, best.length || Number.POSITIVE_INFINITY) ?? best;
    if (best.length === 2) break;
  }
  if (best.length === 0) throw new Error('a component of several nodes without a cycle');
  return best.reverse();
};

/** Nodes at which a depth-first walk meets its own path again. */
const returnPoints = (within: Dependencies, nodes: readonly number[]): readonly number[] => {
  const state = new Map<number, 'open' | 'done'>();
  const points = new Set<number>();
  for (const start of nodes) {
    if (state.has(start)) continue;
    state.set(start, 'open');
    const path = [{ node: start, next: 0 }];
    for (let frame = path.at(-1); frame !== undefined; frame = path.at(-1)) {
      const to = within[frame.node]?.[frame.next++];
      if (to === undefined) {
        state.set(frame.node, 'done');
        path.pop();
      } else if (!state.has(to)) {
        state.set(to, 'open');
        path.push({ node: to, next: 0 });
      } else if (state.get(to) === 'open') points.add(to);
    }
  }
  return [...points].sort((a, b) => a - b);
};

const UNSEEN = -1;

/** The nodes of a shortest cycle through `start`, which comes first; `null` unless there is one shorter than `limit`. */
const cycleThrough = (within: Dependencies, start: number, limit: number): number[] | null => {
  const from = new Int32Array(within.length).fill(UNSEEN);
  from[start] = start;
  let wave = [start];
  for (let length = 1; wave.length > 0 && length < limit; length += 1) {
    const next: number[] = [];
    for (const node of wave) {
      for (const to of within[node] ?? []) {
        if (to === start) return pathTo(from, start, node);
        if (from[to] !== UNSEEN) continue;
        from[to] = node;
        next.push(to);
      }
    }
    wave = next;
  }
  return null;
};

const pathTo = (from: Int32Array, start: number, last: number): number[] => {
  const path = [last];
  for (let node = last; node !== start; ) {
    node = from[node] ?? start;
    path.push(node);
  }
  return path.reverse();
};

/** Turns an open cycle so that it begins with its first node, and closes it. */
const fromFirst = (cycle: readonly number[]): number[] => {
  const first = cycle.indexOf(Math.min(...cycle));
  return [...cycle.slice(first), ...cycle.slice(0, first), cycle[first] ?? 0];
};
