import { ActionIcon, Menu } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { LogOut, Settings, UserRound } from 'lucide-react';
import { asProblem } from '../api/problem';
import { signOut } from '../api/session';
import { useMe } from '../api/use-me';
import { forgetRecent } from './recent';

export const UserMenu = () => {
  const me = useMe();
  const navigate = useNavigate();
  const client = useQueryClient();
  const leave = async () => {
    try {
      await signOut();
      client.clear();
      forgetRecent();
      await navigate({ to: '/sign-in' });
    } catch (error) {
      notifications.show({ color: 'red', title: 'Not signed out', message: asProblem(error).detail });
    }
  };
  return (
    <Menu position="bottom-end" width={240}>
      <Menu.Target>
        <ActionIcon variant="default" size={34} aria-label={`Signed in as ${me.username}`}>
          <UserRound size={17} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>
          {me.username}
          {me.email === null ? null : ` · ${me.email}`}
          <br />
          {me.roles.join(', ')}
        </Menu.Label>
        <Menu.Divider />
        <Menu.Item leftSection={<Settings size={15} />} onClick={() => void navigate({ to: '/settings' })}>
          Settings
        </Menu.Item>
        <Menu.Item leftSection={<LogOut size={15} />} onClick={() => void leave()}>
          Sign out
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
};
