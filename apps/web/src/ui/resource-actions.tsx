import { ActionIcon, Menu } from '@mantine/core';
import { Ellipsis } from 'lucide-react';
import { MenuChoice } from './menu-choice';

export interface RowAction {
  readonly label: string;
  readonly onClick: () => void;
  /** Why it cannot be done now. */
  readonly blocked?: string | null;
}

/** What can be done to one row; a thing that cannot be done says why. */
export const RowActions = ({ name, actions }: { name: string; actions: readonly RowAction[] }) => (
  <Menu position="bottom-end" width={260}>
    <Menu.Target>
      <ActionIcon variant="subtle" color="gray" size={28} aria-label={`Actions on ${name}`}>
        <Ellipsis size={16} />
      </ActionIcon>
    </Menu.Target>
    <Menu.Dropdown>
      {actions.map(({ label, onClick, blocked = null }) => (
        <MenuChoice key={label} isBlocked={blocked !== null} onClick={onClick} title={blocked ?? undefined}>
          {label}
          {blocked === null ? null : <div className="dim">{blocked}</div>}
        </MenuChoice>
      ))}
    </Menu.Dropdown>
  </Menu>
);
