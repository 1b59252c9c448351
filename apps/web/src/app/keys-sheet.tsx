import { Kbd, Modal } from '@mantine/core';
import classes from './keys-sheet.module.css';
import { NAV } from './nav';

const KEYS: readonly (readonly [keys: readonly string[], what: string])[] = [
  [['Ctrl', 'K'], 'Search, or paste an id to jump to it'],
  [['/'], 'Filter this list'],
  [['j'], 'Next row'],
  [['k'], 'Previous row'],
  [['Enter'], 'Open'],
  [['.'], 'Show new rows'],
  [['y'], 'Copy the link to this page'],
  [['a'], 'Approve (write tier)'],
  [['r'], 'Reject'],
  [['n'], 'Next approval'],
  [['L'], 'Back to live, from the past of a run'],
  [['F8'], 'Next problem in the builder'],
  [['Ctrl', 'S'], 'Save, in the builder; Ctrl Z and Ctrl Shift Z undo and redo'],
  [['a'], 'Add a step behind the selected one; c connects, m moves, Del deletes'],
  [['←'], 'Walk along the edges of the canvas, with all four arrows; L fits the view'],
  [['?'], 'This list'],
];

export const KeysSheet = ({ onClose }: { onClose: () => void }) => (
  <Modal opened onClose={onClose} title="Keyboard" size="md">
    <dl className={classes.keys}>
      {NAV.map(({ key, label }) => (
        <div key={key}>
          <dt>
            <Kbd>g</Kbd> <Kbd>{key}</Kbd>
          </dt>
          <dd>Go to {label}</dd>
        </div>
      ))}
      {KEYS.map(([keys, what]) => (
        <div key={what}>
          <dt>
            {keys.map((key) => (
              <Kbd key={key}>{key}</Kbd>
            ))}
          </dt>
          <dd>{what}</dd>
        </div>
      ))}
    </dl>
    <p className="dim">Single letters can be switched off in the settings.</p>
  </Modal>
);
