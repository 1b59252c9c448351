import { Menu, type MenuItemProps } from '@mantine/core';

interface Props extends Omit<MenuItemProps, 'disabled'> {
  readonly onClick?: () => void;
  readonly isBlocked: boolean;
  readonly title?: string | undefined;
}

/** An item of a menu that cannot be chosen at times. It can be reached all the same: a menu whose first item takes no focus hears no key. */
export const MenuChoice = ({ isBlocked, onClick, title, ...props }: Props) => (
  <Menu.Item
    {...props}
    {...(title === undefined ? {} : { title })}
    aria-disabled={isBlocked}
    closeMenuOnClick={!isBlocked}
    {...(isBlocked || onClick === undefined ? {} : { onClick })}
  />
);
