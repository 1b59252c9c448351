import { spotlight } from '@mantine/spotlight';
import { useNavigate } from '@tanstack/react-router';
import { useEffect } from 'react';
import { useMe } from '../api/use-me';
import { type Action, useActions } from '../ui/actions';
import { copyText } from '../ui/id-chip';
import { listenToKeys } from '../ui/key-dispatch';
import { NAV } from './nav';
import { useHome } from './use-home';

const focusSearch = (): void => {
  const field = document.querySelector<HTMLElement>('main [data-search]');
  if (field) field.focus();
  else spotlight.open();
};

/** What works on every page. */
export const useGlobalActions = (showKeys: () => void): void => {
  const me = useMe();
  const navigate = useNavigate();
  const homeOf = useHome();
  useEffect(listenToKeys, []);
  const places = NAV.filter(({ permission }) => permission === null || me.may(permission)).map(
    ({ to, label, key }): Action => ({
      keys: `g ${key}`,
      what: `Go to ${label}`,
      run: () => void navigate({ to, search: homeOf(to) }),
    }),
  );
  useActions(
    'Everywhere',
    [
      { keys: '?', what: 'Show the keys', run: showKeys },
      { keys: '/', what: 'Search or filter', run: focusSearch },
      { keys: 'y', what: 'Copy the link to what is shown', named: true, run: () => void copyText(window.location.href, 'link') },
      ...places,
    ],
    'shell',
  );
};
