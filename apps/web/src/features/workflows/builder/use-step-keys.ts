import type { KeyboardEvent } from 'react';
import { preferences } from '../../../ui/preferences';
import type { Builder } from './builder-context';

/** Keys of a selected step, alike in the outline and on the canvas. Whether the key was one of them. */
export const onStepKey = (event: KeyboardEvent, builder: Builder): boolean => {
  if (event.ctrlKey || event.metaKey || event.altKey) return false;
  const action = actionOf(event.key, builder);
  if (action === null) return false;
  event.preventDefault();
  event.stopPropagation();
  action();
  return true;
};

const actionOf = (
  key: string,
  { selected, selection, ask, select, remove, removeEdge, focusField }: Builder,
): (() => void) | null => {
  const [first] = selected;
  switch (key) {
    case 'Delete':
    case 'Backspace':
      if (selection.edge !== null) return () => removeEdge(selection.edge?.from ?? '', selection.edge?.to ?? '');
      return selected.length === 0 ? null : () => remove(selected.map(({ id }) => id));
    case 'Escape':
      return selection.steps.length + Number(selection.edge !== null) === 0 ? null : () => select([]);
    case 'Enter':
      return first === undefined ? null : () => focusField({ stepId: first.id, field: 'key', from: null });
    default:
      return preferences().singleKeys ? letter(key, first?.id, ask) : null;
  }
};

const letter = (key: string, id: string | undefined, ask: Builder['ask']): (() => void) | null => {
  if (key === 'a') return () => ask({ what: 'add' });
  if (id === undefined) return null;
  if (key === 'c') return () => ask({ what: 'connect', id });
  if (key === 'm') return () => ask({ what: 'move', id });
  return null;
};
