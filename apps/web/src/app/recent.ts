import { useRouter } from '@tanstack/react-router';
import { useEffect } from 'react';
import { watchPageTitle } from '../ui/page-title';
import { preferences, setPreferences } from '../ui/preferences';

/** Something that was looked at in this browser. */
export interface RecentPage {
  readonly href: string;
  readonly title: string;
}

const KEY = 'mc-recent';
const KEPT_MAX = 12;
/** Pages of one thing each; lists are a key away anyway. */
const THINGS = /^\/(?:runs|workflows|agents|gateways|bulk)\/[^/]+$/;

export const recentPages = (): readonly RecentPage[] => {
  try {
    const kept: unknown = JSON.parse(stored('[]'));
    return Array.isArray(kept) ? kept.filter(isPage).slice(0, KEPT_MAX) : [];
  } catch {
    // Unreadable: then nothing is recent.
    return [];
  }
};

const stored = (nothing: string): string => {
  try {
    return localStorage.getItem(KEY) ?? nothing;
  } catch {
    // A browser that keeps nothing.
    return nothing;
  }
};

const isPage = (value: unknown): value is RecentPage =>
  typeof value === 'object' &&
  value !== null &&
  'href' in value &&
  typeof value.href === 'string' &&
  value.href.startsWith('/') &&
  'title' in value &&
  typeof value.title === 'string';

/** The newest first, each once. */
export const withPage = (pages: readonly RecentPage[], page: RecentPage): RecentPage[] =>
  [page, ...pages.filter(({ href }) => href !== page.href)].slice(0, KEPT_MAX);

const keep = (pages: readonly RecentPage[]): void => {
  try {
    localStorage.setItem(KEY, JSON.stringify(pages));
  } catch {
    // Not kept: then nothing is recent next time.
    return;
  }
};

/** Which of the first steps an address shows, if any. */
export const stepSeenAt = (pathname: string, search: Readonly<Record<string, unknown>>): 'costs' | 'replay' | null => {
  if (pathname === '/costs') return 'costs';
  if (!pathname.startsWith('/runs/')) return null;
  if (search.at !== undefined) return 'replay';
  return search.tab === 'cost' ? 'costs' : null;
};

/** Notes in this browser what is looked at: for the palette, and for the marks of the first steps. */
export const useRecent = (): void => {
  const router = useRouter();
  useEffect(() => {
    const note = () => {
      const { pathname, search } = router.state.location;
      const step = stepSeenAt(pathname, search);
      const { seen } = preferences();
      if (step !== null && !seen.includes(step)) setPreferences({ seen: [...seen, step] });
    };
    note();
    const leaveRouter = router.subscribe('onResolved', note);
    const leaveTitles = watchPageTitle((title) => {
      const { pathname } = router.state.location;
      if (THINGS.test(pathname) && title !== '') keep(withPage(recentPages(), { href: pathname, title }));
    });
    return () => {
      leaveRouter();
      leaveTitles();
    };
  }, [router]);
};

/** Forgets what was looked at: another person may sit here next. */
export const forgetRecent = (): void => keep([]);
