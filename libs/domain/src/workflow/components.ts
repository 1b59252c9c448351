/** A graph by number: for each node the nodes that it waits for, all inside the graph. */
export type Dependencies = readonly (readonly number[])[];

/** `of[node]` numbers its component; a component comes after all that it waits for. */
export interface Components {
  readonly of: readonly number[];
  readonly members: readonly (readonly number[])[];
}

/** Strongly connected components by Tarjan's algorithm with a stack of its own: a chain of any length is no recursion. */
export const components = (dependencies: Dependencies): Components => {
  const size = dependencies.length;
  const index = new Int32Array(size).fill(-1);
  const low = new Int32Array(size);
  const next = new Int32Array(size);
  const of = new Array<number>(size).fill(-1);
  const members: number[][] = [];
  const open: number[] = [];
  let visited = 0;

  const enter = (node: number, path: number[]): void => {
    index[node] = low[node] = visited++;
    open.push(node);
    path.push(node);
  };
  const close = (root: number): void => {
    const component: number[] = [];
    for (let node = -1; node !== root; ) {
      node = open.pop() ?? root;
      of[node] = members.length;
      component.push(node);
    }
    members.push(component.sort((a, b) => a - b));
  };
  const lower = (node: number, to: number): void => {
    low[node] = Math.min(at(low, node), to);
  };

  for (let start = 0; start < size; start += 1) {
    if (at(index, start) >= 0) continue;
    const path: number[] = [];
    enter(start, path);
    for (let node = path.at(-1); node !== undefined; node = path.at(-1)) {
      const target = dependencies[node]?.[at(next, node)];
      next[node] = at(next, node) + 1;
      if (target === undefined) {
        path.pop();
        if (at(low, node) === at(index, node)) close(node);
        const parent = path.at(-1);
        if (parent !== undefined) lower(parent, at(low, node));
      } else if (at(index, target) < 0) enter(target, path);
      else if (of[target] === -1) lower(node, at(index, target));
    }
  }
  return { of, members };
};

const at = (numbers: Int32Array, place: number): number => numbers[place] ?? 0;

const WORD_BITS = 32;

/** Which nodes lie upstream of which, at any distance. Inside a cycle every node is upstream of every other and of itself. */
export const upstream = (dependencies: Dependencies, { of, members }: Components): ((node: number, of: number) => boolean) => {
  const words = Math.ceil(dependencies.length / WORD_BITS);
  const sets = members.map(() => new Uint32Array(words));
  for (const [component, nodes] of members.entries()) {
    const set = sets[component] as Uint32Array;
    for (const node of nodes) {
      // From the last, in most definitions the nearest: what it waits for is merged with it and skipped after.
      for (const dependency of (dependencies[node] ?? []).toReversed()) {
        if (has(set, dependency)) continue;
        set[dependency >> 5] = (set[dependency >> 5] ?? 0) | (1 << (dependency & 31));
        const other = of[dependency] ?? component;
        if (other !== component) merge(set, sets[other] as Uint32Array);
      }
    }
  }
  return (node, other) => has(sets[of[other] ?? 0] as Uint32Array, node);
};

const has = (set: Uint32Array, node: number): boolean => (((set[node >> 5] ?? 0) >>> (node & 31)) & 1) === 1;

const merge = (into: Uint32Array, from: Uint32Array): void => {
  for (let word = 0; word < into.length; word += 1) into[word] = (into[word] ?? 0) | (from[word] ?? 0);
};
