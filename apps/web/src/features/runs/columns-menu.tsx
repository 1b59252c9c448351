import { ActionIcon, Menu } from '@mantine/core';
import { Columns3 } from 'lucide-react';
import { DEFAULT_COLUMNS, RUN_COLUMNS } from './run-columns';
import classes from './runs-page.module.css';

interface Props {
  readonly shown: readonly string[];
  /** `undefined`: those that are shown by default. */
  readonly onChange: (cols: string | undefined) => void;
}

/** Which columns the list has. They stand in the address, and so in a saved view. */
export const ColumnsMenu = ({ shown, onChange }: Props) => {
  const toggle = (key: string) => {
    const next = RUN_COLUMNS.map((column) => column.key).filter((name) =>
      name === key ? !shown.includes(name) : shown.includes(name),
    );
    onChange(next.join(',') === DEFAULT_COLUMNS.join(',') || next.length === 0 ? undefined : next.join(','));
  };
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <ActionIcon variant="default" size={36} aria-label="Columns" className={classes.wideOnly ?? ''}>
          <Columns3 size={16} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        {RUN_COLUMNS.map(({ key, title }) => (
          <Menu.CheckboxItem key={key} checked={shown.includes(key)} onChange={() => toggle(key)}>
            {title}
          </Menu.CheckboxItem>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
};
