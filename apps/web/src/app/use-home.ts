import type { ViewScreen } from '@mc/contracts';
import { useQuery } from '@tanstack/react-query';
import { allViewsQuery } from '../api/views';
import { usePreferences } from '../ui/preferences';
import type { NavItem } from './nav';

const SCREENS: Partial<Record<NavItem['to'], ViewScreen>> = {
  '/runs': 'runs',
  '/approvals': 'approvals',
  '/audit': 'audit',
  '/costs': 'costs',
};

/** What a page of the navigation opens with: the saved view that its reader has chosen, if it is still there. */
export const useHome = (): ((to: NavItem['to']) => Record<string, string>) => {
  const { opensWith } = usePreferences();
  const views = useQuery({ ...allViewsQuery, enabled: Object.keys(opensWith).length > 0 });
  return (to) => {
    const screen = SCREENS[to];
    const chosen = screen === undefined ? undefined : opensWith[screen];
    const view = views.data?.items.find(({ id }) => id === chosen && chosen !== undefined);
    return view === undefined ? {} : { ...view.query, view: view.id };
  };
};
