import { Kbd, Modal } from '@mantine/core';
import { type ActionGroup, useActionGroups } from '../ui/actions';
import { usePreferences } from '../ui/preferences';
import { KeyCaps } from './key-caps';
import classes from './keys-sheet.module.css';

/** Every key that means something here and now; it is the very list by which keys are heard. */
export const KeysSheet = ({ onClose }: { onClose: () => void }) => {
  const groups = useActionGroups();
  const { singleKeys } = usePreferences();
  const everywhere = groups.find(({ level }) => level === 'shell');
  const here = groups.filter(({ level }) => level !== 'shell');
  return (
    <Modal opened onClose={onClose} title="Keyboard" size="lg">
      {singleKeys ? null : <p className={classes.off}>Single letters are switched off in your settings.</p>}
      {[...here].reverse().map((group) => (
        <Group key={group.title} group={group} />
      ))}
      <section>
        <h3 className={classes.title}>Everywhere</h3>
        <dl className={classes.keys}>
          <div>
            <dt>
              <Kbd>Ctrl</Kbd> <Kbd>K</Kbd>
            </dt>
            <dd>Go anywhere, do anything, or paste an id</dd>
          </div>
          {everywhere === undefined ? null : <Keys group={everywhere} />}
        </dl>
      </section>
      <p className="dim">Single letters can be switched off in the settings.</p>
    </Modal>
  );
};

const Group = ({ group }: { group: ActionGroup }) =>
  group.actions.some(({ keys }) => keys !== undefined) ? (
    <section>
      <h3 className={classes.title}>{group.title}</h3>
      <dl className={classes.keys}>
        <Keys group={group} />
      </dl>
    </section>
  ) : null;

const Keys = ({ group }: { group: ActionGroup }) =>
  group.actions
    .filter(({ keys }) => keys !== undefined)
    .map(({ keys = '', what }) => (
      <div key={`${keys} ${what}`}>
        <dt>
          <KeyCaps keys={keys} />
        </dt>
        <dd>{what}</dd>
      </div>
    ));
