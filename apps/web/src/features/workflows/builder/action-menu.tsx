import { Menu, type MenuProps } from '@mantine/core';

/** A menu whose first item has the focus: the library's place-holder for it is no item, which a menu must not hold. */
export const ActionMenu = (props: MenuProps) => <Menu withInitialFocusPlaceholder={false} withinPortal {...props} />;
