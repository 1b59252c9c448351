type Container = readonly unknown[] | Readonly<Record<string, unknown>>;

type JsonKind = 'object' | 'array' | 'string' | 'number' | 'boolean' | 'null';

/** One line of a document as a tree. */
export interface JsonRow {
  /** The way to it: the place of each ancestor among its siblings. */
  readonly id: string;
  readonly depth: number;
  /** Of a list, the index. */
  readonly name: string;
  readonly kind: JsonKind;
  /** A scalar as it is written, or how many things a container holds. */
  readonly text: string;
  /** The text is only the beginning. */
  readonly isCut: boolean;
  /** A number with more digits than a number can hold: the text itself is exact, this is not. */
  readonly isInexact: boolean;
  /** `null`: nothing to open. */
  readonly isOpen: boolean | null;
}

/** An opened container. What is closed costs nothing, however large it is. */
interface Open {
  readonly value: Container;
  readonly keys: readonly string[] | null;
  readonly size: number;
  /** Opened children in order. */
  readonly children: { readonly index: number; readonly node: Open }[];
  /** Lines below it. */
  lines: number;
}

/** Lines that a document opens by itself. */
const OPEN_LINES = 60;
/** Lines up to which everything can be opened at once. */
export const OPEN_ALL_LINES_MAX = 20_000;
const TEXT_CHARS_MAX = 600;

/** A JSON object or list as a tree of lines, of which any range can be asked for. Throws SyntaxError. */
export class JsonDocument {
  readonly #root: Open;

  constructor(text: string) {
    const value: unknown = JSON.parse(text);
    if (!isContainer(value)) throw new SyntaxError('not a JSON object or list');
    this.#root = opened(value);
    this.#openFirst();
  }

  get lines(): number {
    return this.#root.lines;
  }

  rows(from: number, to: number): JsonRow[] {
    const rows: JsonRow[] = [];
    for (let line = from; line < Math.min(to, this.lines); line++) rows.push(rowOf(placeAt(this.#root, line)));
    return rows;
  }

  /** Opens or closes; answers whether it is open now. */
  toggle(id: string): boolean {
    const [last, parents] = lastOf(id);
    const around = this.#ancestors(parents);
    const parent = around.length > parents.length ? around.at(-1) : undefined;
    const at = parent?.children.findIndex(({ index }) => index === last) ?? -1;
    if (!parent || at < 0) {
      this.#open(pathOf(id));
      return true;
    }
    const [closed] = parent.children.splice(at, 1);
    for (const node of around) node.lines -= closed?.node.lines ?? 0;
    return false;
  }

  /** Whether everything is open now. */
  openAll(): boolean {
    const all: number[][] = [];
    const collect = (value: Container, path: readonly number[], budget: { left: number }): void => {
      const keys = keysOf(value);
      budget.left -= keys?.length ?? (value as readonly unknown[]).length;
      for (let index = 0; budget.left >= 0 && index < sizeOf(value); index++) {
        const child = valueAt(value, keys, index);
        if (!isContainer(child)) continue;
        all.push([...path, index]);
        collect(child, [...path, index], budget);
      }
    };
    const budget = { left: OPEN_ALL_LINES_MAX };
    collect(this.#root.value, [], budget);
    if (budget.left < 0) return false;
    for (const path of all) this.#open(path);
    return true;
  }

  closeAll(): void {
    this.#root.children.length = 0;
    this.#root.lines = this.#root.size;
  }

  /** Ids of lines whose name or scalar contains the words, in order, at most `max`. */
  find(words: string, max: number): string[] {
    const wanted = words.toLowerCase();
    const found: string[] = [];
    const visit = (value: Container, id: string): void => {
      const keys = keysOf(value);
      for (let index = 0; index < sizeOf(value) && found.length < max; index++) {
        const child = valueAt(value, keys, index);
        const at = id === '' ? String(index) : `${id}.${index}`;
        const isFound =
          keys?.[index]?.toLowerCase().includes(wanted) || (!isContainer(child) && String(child).toLowerCase().includes(wanted));
        if (isFound) found.push(at);
        if (isContainer(child)) visit(child, at);
      }
    };
    if (wanted !== '') visit(this.#root.value, '');
    return found;
  }

  /** Opens what is around it; answers its line. */
  reveal(id: string): number {
    const [last, parents] = lastOf(id);
    this.#open(parents);
    let line = -1;
    let node = this.#root;
    for (const index of [...parents, last]) {
      line += 1 + index + node.children.reduce((sum, child) => (child.index < index ? sum + child.node.lines : sum), 0);
      node = childOf(node, index) ?? node;
    }
    return line;
  }

  /** The value itself, as JSON; a string as it is. */
  value(id: string): string {
    const value = this.#valueOf(id);
    return typeof value === 'string' ? value : JSON.stringify(value, null, 2);
  }

  /** A JSON Pointer (RFC 6901). */
  pointer(id: string): string {
    let value: unknown = this.#root.value;
    return pathOf(id)
      .map((index) => {
        const keys = keysOf(value as Container);
        value = valueAt(value as Container, keys, index);
        return `/${(keys?.[index] ?? String(index)).replaceAll('~', '~0').replaceAll('/', '~1')}`;
      })
      .join('');
  }

  #valueOf(id: string): unknown {
    return pathOf(id).reduce<unknown>(
      (value, index) => valueAt(value as Container, keysOf(value as Container), index),
      this.#root.value,
    );
  }

  #open(path: readonly number[]): void {
    for (let length = 1; length <= path.length; length++) {
      const parents = path.slice(0, length - 1);
      const parent = this.#ancestors(parents).at(-1) ?? this.#root;
      const index = path[length - 1] ?? 0;
      if (childOf(parent, index)) continue;
      const value = valueAt(parent.value, parent.keys, index);
      if (!isContainer(value)) return;
      const node = opened(value);
      const before = parent.children.findIndex((child) => child.index > index);
      parent.children.splice(before < 0 ? parent.children.length : before, 0, { index, node });
      for (const one of this.#ancestors(parents)) one.lines += node.lines;
    }
  }

  /** The root and the opened containers along a path. */
  #ancestors(path: readonly number[]): Open[] {
    const nodes = [this.#root];
    for (const index of path) {
      const child = childOf(nodes.at(-1) ?? this.#root, index);
      if (!child) break;
      nodes.push(child);
    }
    return nodes;
  }

  /** Level by level, as long as it stays short. */
  #openFirst(): void {
    let level: number[][] = [[]];
    while (level.length > 0 && this.lines < OPEN_LINES) {
      const next: number[][] = [];
      for (const path of level) {
        const node = this.#ancestors(path).at(-1) ?? this.#root;
        for (let index = 0; index < Math.min(node.size, OPEN_LINES); index++) {
          const child = valueAt(node.value, node.keys, index);
          if (!isContainer(child) || sizeOf(child) === 0 || this.lines + sizeOf(child) > OPEN_LINES) continue;
          this.#open([...path, index]);
          next.push([...path, index]);
        }
      }
      level = next;
    }
  }
}

const isContainer = (value: unknown): value is Container => typeof value === 'object' && value !== null;
const keysOf = (value: Container): readonly string[] | null => (Array.isArray(value) ? null : Object.keys(value));
const sizeOf = (value: Container): number => (Array.isArray(value) ? value.length : Object.keys(value).length);
const valueAt = (value: Container, keys: readonly string[] | null, index: number): unknown =>
  keys === null ? (value as readonly unknown[])[index] : (value as Readonly<Record<string, unknown>>)[keys[index] ?? ''];
const pathOf = (id: string): number[] => (id === '' ? [] : id.split('.').map(Number));
const lastOf = (id: string): [last: number, parents: number[]] => {
  const path = pathOf(id);
  return [path.at(-1) ?? 0, path.slice(0, -1)];
};

const opened = (value: Container): Open => {
  const keys = keysOf(value);
  const size = keys?.length ?? (value as readonly unknown[]).length;
  return { value, keys, size, children: [], lines: size };
};

const childOf = (node: Open, index: number): Open | undefined => node.children.find((child) => child.index === index)?.node;

interface Place {
  readonly parent: Open;
  readonly path: readonly number[];
}

/** The container and the way to the child that a line shows. */
const placeAt = (root: Open, line: number): Place => {
  let node = root;
  let left = line;
  const path: number[] = [];
  for (;;) {
    let first = 0;
    let inside: Open | undefined;
    for (const { index, node: child } of node.children) {
      if (left <= index - first) break;
      left -= index - first + 1;
      if (left < child.lines) {
        path.push(index);
        inside = child;
        break;
      }
      left -= child.lines;
      first = index + 1;
    }
    if (!inside) return { parent: node, path: [...path, first + left] };
    node = inside;
  }
};

const rowOf = ({ parent, path }: Place): JsonRow => {
  const index = path.at(-1) ?? 0;
  const value = valueAt(parent.value, parent.keys, index);
  return {
    id: path.join('.'),
    depth: path.length - 1,
    name: parent.keys?.[index] ?? String(index),
    ...described(value),
    isOpen: isContainer(value) && sizeOf(value) > 0 ? childOf(parent, index) !== undefined : null,
  };
};

const described = (value: unknown): Pick<JsonRow, 'kind' | 'text' | 'isCut' | 'isInexact'> => {
  const exact = { isCut: false, isInexact: false };
  if (Array.isArray(value)) return { ...exact, kind: 'array', text: value.length === 0 ? '[]' : `[${value.length}]` };
  if (isContainer(value)) return { ...exact, kind: 'object', text: sizeOf(value) === 0 ? '{}' : `{${sizeOf(value)}}` };
  if (typeof value === 'string')
    return { kind: 'string', text: value.slice(0, TEXT_CHARS_MAX), isCut: value.length > TEXT_CHARS_MAX, isInexact: false };
  if (typeof value === 'number')
    return { ...exact, kind: 'number', text: String(value), isInexact: Number.isInteger(value) && !Number.isSafeInteger(value) };
  return { ...exact, kind: value === null ? 'null' : 'boolean', text: String(value) };
};
