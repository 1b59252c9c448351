import { isRecord, type Path, pointerOf, valueAt } from './path';
import { isSame } from './same';

/**
 * A change of a workflow's data. All edits of a batch name places as they were before it. `set` makes what is missing on
 * the way; `insert` puts before the item that now stands at `at`, or at the end.
 */
export type Edit =
  | { readonly kind: 'set'; readonly path: Path; readonly value: unknown }
  | { readonly kind: 'remove'; readonly path: Path }
  | { readonly kind: 'insert'; readonly path: Path; readonly at: number; readonly value: unknown }
  | { readonly kind: 'rename'; readonly path: Path; readonly name: string }
  | { readonly kind: 'move'; readonly path: Path; readonly from: number; readonly before: number };

/** The edits that change anything, with all that is to be made at one missing place joined into one. */
export const effective = (value: unknown, edits: readonly Edit[]): readonly Edit[] => {
  const made = new Map<string, Extract<Edit, { kind: 'set' }>>();
  const rest: Edit[] = [];
  for (const edit of edits) {
    if (edit.kind === 'set') {
      if (isSame(valueAt(value, edit.path), edit.value)) continue;
      const { path, value: next } = outermost(value, edit.path, edit.value);
      const at = pointerOf(path);
      const before = made.get(at);
      made.set(at, { kind: 'set', path, value: before === undefined ? next : joined(before.value, next) });
    } else if (edit.kind === 'insert' && !Array.isArray(valueAt(value, edit.path))) {
      rest.push({ kind: 'set', path: edit.path, value: [edit.value] });
    } else if (edit.kind === 'insert' || valueAt(value, edit.path) !== undefined) rest.push(edit);
  }
  return [...made.values(), ...rest];
};

/** A set whose parents are missing sets the outermost of them. */
const outermost = (root: unknown, path: Path, value: unknown): { path: Path; value: unknown } => {
  for (let depth = 1; depth < path.length; depth += 1) {
    const parent = valueAt(root, path.slice(0, depth));
    if (typeof parent === 'object' && parent !== null) continue;
    const nested = path.slice(depth).reduceRight<unknown>((inner, name) => ({ [name]: inner }), value);
    return { path: path.slice(0, depth), value: nested };
  }
  return { path, value };
};

const joined = (one: unknown, other: unknown): unknown => {
  if (!isRecord(one) || !isRecord(other)) return other;
  const entries = Object.entries(other).map(([name, value]) => [
    name,
    Object.hasOwn(one, name) ? joined(one[name], value) : value,
  ]);
  return { ...one, ...Object.fromEntries(entries) };
};

/** What the data is after the edits: the measure that every edited text must meet. */
export const edited = (value: unknown, edits: readonly Edit[]): unknown => rebuilt(value, [], effective(value, edits));

const rebuilt = (value: unknown, path: Path, edits: readonly Edit[]): unknown => {
  if (edits.length === 0) return value;
  const own = edits.find((edit) => edit.kind === 'set' && edit.path.length === path.length);
  if (own?.kind === 'set') return own.value;
  return Array.isArray(value) ? rebuiltList(value, path, edits) : rebuiltMap(isRecord(value) ? value : {}, path, edits);
};

const within = (edits: readonly Edit[], depth: number, part: string | number): Edit[] =>
  edits.filter((edit) => edit.path.length > depth && edit.path[depth] === part);

const rebuiltMap = (value: Readonly<Record<string, unknown>>, path: Path, edits: readonly Edit[]): unknown => {
  const depth = path.length;
  const names = new Set([...Object.keys(value), ...edits.map((edit) => String(edit.path[depth] ?? ''))]);
  const entries: [string, unknown][] = [];
  for (const name of names) {
    const inside = within(edits, depth, name);
    const here = inside.filter((edit) => edit.path.length === depth + 1);
    if (here.some(({ kind }) => kind === 'remove')) continue;
    const renamed = here.find((edit) => edit.kind === 'rename');
    const next = rebuilt(
      value[name],
      [...path, name],
      inside.filter((edit) => edit.kind !== 'rename' || edit.path.length > depth + 1),
    );
    entries.push([renamed?.kind === 'rename' ? renamed.name : name, next]);
  }
  return Object.fromEntries(entries);
};

const rebuiltList = (value: readonly unknown[], path: Path, edits: readonly Edit[]): unknown => {
  const depth = path.length;
  const items: unknown[] = [];
  const inserts = edits.filter((edit) => edit.kind === 'insert' && edit.path.length === depth);
  for (let at = 0; at <= value.length; at += 1) {
    for (const edit of inserts) if (edit.kind === 'insert' && edit.at === at) items.push(edit.value);
    const inside = within(edits, depth, at);
    const removed = inside.some(({ kind, path: place }) => kind === 'remove' && place.length === depth + 1);
    if (at < value.length && !removed) items.push(rebuilt(value[at], [...path, at], inside));
  }
  const move = edits.find((edit) => edit.kind === 'move' && edit.path.length === depth);
  return move?.kind === 'move' ? moved(items, move.from, move.before) : items;
};

/** A list with one item before what stood at `before`. */
const moved = <Item>(items: readonly Item[], from: number, before: number): Item[] => {
  const rest = items.filter((_, index) => index !== from);
  const item = items[from];
  if (item !== undefined) rest.splice(before > from ? before - 1 : before, 0, item);
  return rest;
};
