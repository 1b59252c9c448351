import { useQuery } from '@tanstack/react-query';
import { useNavigate, useRouter } from '@tanstack/react-router';
import { CornerDownRight, History, Plus, Search, Zap } from 'lucide-react';
import { isId, lookupQuery, placeOf } from '../api/lookup';
import { useMe } from '../api/use-me';
import { useActionGroups } from '../ui/actions';
import { NAV } from './nav';
import { recentPages } from './recent';
import { useHome } from './use-home';

export interface Entry {
  readonly id: string;
  readonly label: string;
  readonly description: string;
  readonly icon: typeof Search;
  /** Listed, and cannot be chosen; the description says why. */
  readonly blocked?: boolean;
  /** Shown whatever was typed. */
  readonly always?: boolean;
  readonly go: () => void;
}

/** What can be done on this page, by name; what cannot be done now says why. */
export const useNamedActions = (): readonly Entry[] =>
  useActionGroups().flatMap(({ title, actions }) =>
    actions
      .filter(({ named }) => named)
      .map(({ what, keys, blocked, run }) => ({
        id: `action ${what}`,
        label: what,
        description: blocked ?? (keys === undefined ? title : `${title} · ${keys}`),
        icon: Zap,
        blocked: Boolean(blocked),
        go: () => run(),
      })),
  );

export const usePlaces = (): readonly Entry[] => {
  const me = useMe();
  const navigate = useNavigate();
  const homeOf = useHome();
  const pages = NAV.filter(({ permission }) => permission === null || me.may(permission)).map(
    ({ to, label, icon, key }): Entry => ({
      id: to,
      label,
      description: `Page · g ${key}`,
      icon,
      go: () => void navigate({ to, search: homeOf(to) }),
    }),
  );
  const mayNot = me.may('workflows:write') ? null : 'Your roles do not allow to write workflows.';
  return [
    ...pages,
    {
      id: 'new-workflow',
      label: 'New workflow',
      description: mayNot ?? 'Action',
      icon: Plus,
      blocked: mayNot !== null,
      go: () => void navigate({ to: '/workflows/new' }),
    },
  ];
};

/** What was looked at last in this browser. */
export const useRecentEntries = (): readonly Entry[] => {
  const router = useRouter();
  const here = router.state.location.pathname;
  return recentPages()
    .filter(({ href }) => href !== here)
    .map(({ href, title }) => ({
      id: `recent ${href}`,
      label: title,
      description: 'Looked at lately',
      icon: History,
      go: () => router.history.push(href),
    }));
};

interface Jump {
  readonly entries: readonly Entry[];
  readonly isLooking: boolean;
}

/** What a pasted id belongs to; of anything else, a search of the runs. */
export const useJump = (text: string): Jump => {
  const router = useRouter();
  const navigate = useNavigate();
  const wanted = text.trim();
  const jump = useQuery({ ...lookupQuery(text), enabled: isId(text), retry: false });
  const found = (jump.data?.items ?? []).map((item): Entry => {
    const { label, href } = placeOf(item);
    return {
      id: `jump ${item.kind}`,
      label: `Open ${label}`,
      description: wanted,
      icon: CornerDownRight,
      always: true,
      go: () => router.history.push(href),
    };
  });
  if (wanted === '' || isId(text)) return { entries: found, isLooking: jump.isFetching };
  const search: Entry = {
    id: 'search',
    label: `Search runs for “${wanted}”`,
    description: 'Runs',
    icon: Search,
    always: true,
    go: () => void navigate({ to: '/runs', search: { q: wanted } }),
  };
  return { entries: [search], isLooking: false };
};
