import { ActionIcon, Menu } from '@mantine/core';
import { EllipsisVertical } from 'lucide-react';
import { MenuChoice } from '../../../ui/menu-choice';
import { ActionMenu } from '../builder/action-menu';
import { useBuilder } from '../builder/builder-context';
import { type DraftStep, dependenciesOf, labelOf } from '../draft/draft';

/** What dragging does on the canvas, without dragging. */
export const RowMenu = ({ step, tabStop }: { step: DraftStep; tabStop: boolean }) => {
  const { draft, ask, remove } = useBuilder();
  const { id } = step;
  return (
    <ActionMenu position="bottom-end">
      <Menu.Target>
        <ActionIcon
          variant="subtle"
          color="gray"
          size={28}
          aria-label={`Actions on ${labelOf(step)}`}
          tabIndex={tabStop ? 0 : -1}
        >
          <EllipsisVertical size={15} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <MenuChoice onClick={() => ask({ what: 'connect', id })} isBlocked={draft.steps.length < 2} rightSection={<kbd>c</kbd>}>
          Connect to…
        </MenuChoice>
        <MenuChoice onClick={() => ask({ what: 'disconnect', id })} isBlocked={dependenciesOf(draft, step).length === 0}>
          Remove dependency…
        </MenuChoice>
        <MenuChoice onClick={() => ask({ what: 'move', id })} isBlocked={draft.steps.length < 2} rightSection={<kbd>m</kbd>}>
          Move after…
        </MenuChoice>
        <Menu.Divider />
        <Menu.Item onClick={() => remove([id])} rightSection={<kbd>Del</kbd>}>
          Delete
        </Menu.Item>
      </Menu.Dropdown>
    </ActionMenu>
  );
};
