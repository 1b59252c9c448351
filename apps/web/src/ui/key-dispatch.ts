import { type Action, actionGroups } from './actions';
import { preferences } from './preferences';

/** How long the first key of two waits for the second. */
const CHORD_MS = 1_200;

/** Whether a key press belongs to a field, a dialog or a menu, so that single letters must stay quiet. */
const isTyping = (target: EventTarget | null): boolean =>
  target instanceof Element &&
  target.closest(
    'input:not([type="range"], [type="checkbox"]), textarea, select, [contenteditable="true"], [role="dialog"], [role="menu"], [data-own-keys]',
  ) !== null;

/** Keys that press, open or move what has the focus keep their own meaning there. */
const belongsToFocus = ({ key, target }: KeyboardEvent): boolean =>
  (key === 'Enter' || key === ' ') && target instanceof Element && target.closest('a, button, summary, [role="tab"]') !== null;

/** The action that a key stands for, looked for from the inside out. */
const actionFor = (keys: string, typing: boolean): Action | undefined => {
  for (const { actions } of [...actionGroups()].reverse()) {
    const found = actions.find((action) => action.keys === keys && (!typing || action.always));
    if (found) return found;
  }
  return undefined;
};

const begins = (key: string): boolean =>
  actionGroups().some(({ actions }) => actions.some((action) => action.keys?.startsWith(`${key} `)));

/** Hears the keys of the whole page. Single keys can be switched off (WCAG 2.1.4); those that work while typing stay. */
export const listenToKeys = (): (() => void) => {
  let first = '';
  let until = 0;
  const onKey = (event: KeyboardEvent): void => {
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
    const typing = isTyping(event.target);
    const chord = event.timeStamp < until ? `${first} ${event.key}` : event.key;
    until = 0;
    const isSingle = event.key.length === 1;
    if (isSingle && !typing && !preferences().singleKeys) return;
    const action = actionFor(chord, typing);
    if (action && !belongsToFocus(event)) {
      event.preventDefault();
      if (!action.blocked) action.run(event);
    } else if (isSingle && !typing && begins(event.key)) {
      first = event.key;
      until = event.timeStamp + CHORD_MS;
    }
  };
  window.addEventListener('keydown', onKey);
  return () => window.removeEventListener('keydown', onKey);
};
