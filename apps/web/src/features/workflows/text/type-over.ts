import { EditorView } from '@codemirror/view';

/**
 * Typing over a selection. Left to itself the browser keeps the look of what was selected in an inline style, which the
 * page's policy refuses and reports; so the change is made here, by the same handlers as any other typing.
 */
export const typeOver = EditorView.domEventHandlers({
  beforeinput: (event, view) => {
    const { main } = view.state.selection;
    if (event.inputType !== 'insertText' || event.data === null || view.composing || main.empty) return false;
    const text = event.data;
    const insert = () => view.state.update(view.state.replaceSelection(text), { userEvent: 'input.type', scrollIntoView: true });
    const handled = view.state.facet(EditorView.inputHandler).some((handler) => handler(view, main.from, main.to, text, insert));
    if (!handled) view.dispatch(insert());
    event.preventDefault();
    return true;
  },
});
