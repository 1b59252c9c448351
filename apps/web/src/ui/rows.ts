import type { Action } from './actions';

/** Moves the focus to the next or previous row of the page's list. */
const moveRow = (by: 1 | -1): void => {
  const rows = [...document.querySelectorAll<HTMLElement>('main [data-row] a, main a[data-row]')];
  const at = rows.indexOf(document.activeElement as HTMLElement);
  rows[Math.min(rows.length - 1, Math.max(0, at + by))]?.focus();
};

/** Whoever moves along rows means them with Enter, and no more the button that was pressed before. */
export const leaveControl = (): void => {
  const focused = document.activeElement;
  if (focused instanceof HTMLElement && focused.matches('button, a, [role="tab"]')) focused.blur();
};

/** For lists of links without a grid around them. */
export const ROW_ACTIONS: readonly Action[] = [
  { keys: 'j', what: 'Next row', run: () => moveRow(1) },
  { keys: 'k', what: 'Previous row', run: () => moveRow(-1) },
];
