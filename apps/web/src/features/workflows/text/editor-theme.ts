import { HighlightStyle } from '@codemirror/language';
import { EditorView } from '@codemirror/view';
import { tags } from '@lezer/highlight';

// Custom properties reach into the shadow root, so light and dark need no second theme.
export const editorTheme = EditorView.theme({
  '&': { height: '100%', fontSize: '13px', backgroundColor: 'var(--mc-surface)', color: 'var(--mantine-color-text)' },
  '&.cm-focused': { outline: '2px solid var(--mantine-color-anchor)', outlineOffset: '-2px' },
  '.cm-scroller': { fontFamily: 'var(--mantine-font-family-monospace)', lineHeight: '1.6' },
  '.cm-content': { caretColor: 'var(--mantine-color-text)' },
  '.cm-cursor': { borderLeftColor: 'var(--mantine-color-text)' },
  '.cm-gutters': {
    backgroundColor: 'var(--mc-sunken)',
    color: 'var(--mantine-color-dimmed)',
    borderRight: '1px solid var(--mc-line)',
  },
  '.cm-activeLine, .cm-activeLineGutter': { backgroundColor: 'var(--mc-hover)' },
  '&.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground, .cm-selectionBackground': {
    backgroundColor: 'var(--mc-selected)',
  },
  '.cm-tooltip': {
    backgroundColor: 'var(--mc-raised)',
    color: 'var(--mantine-color-text)',
    border: '1px solid var(--mc-line-strong)',
    borderRadius: '6px',
  },
  '.cm-tooltip-autocomplete ul li[aria-selected]': { backgroundColor: 'var(--mc-selected)', color: 'var(--mantine-color-text)' },
  '.cm-diagnostic-error': { borderLeftColor: 'var(--mc-failed)' },
  '.cm-lintRange-error': { backgroundImage: 'none', borderBottom: '2px solid var(--mc-failed)' },
  '.cm-lintRange-warning': { backgroundImage: 'none', borderBottom: '2px dotted var(--mc-waiting)' },
});

export const highlighting = HighlightStyle.define([
  { tag: [tags.propertyName, tags.definition(tags.propertyName)], color: 'var(--mc-running)', fontWeight: '600' },
  { tag: [tags.string, tags.special(tags.string)], color: 'var(--mc-completed)' },
  { tag: [tags.number, tags.bool, tags.null, tags.atom], color: 'var(--mc-blocked)' },
  { tag: tags.comment, color: 'var(--mantine-color-dimmed)', fontStyle: 'italic' },
  { tag: [tags.punctuation, tags.bracket, tags.separator], color: 'var(--mantine-color-dimmed)' },
]);
