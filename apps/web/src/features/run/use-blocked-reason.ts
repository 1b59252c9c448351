import { useMe } from '../../api/use-me';
import { useMayDecide } from '../../live/live-context';

/** Why the run cannot be commanded from this page, in words; `null`: it can. */
export const useBlockedReason = (past: boolean): string | null => {
  const me = useMe();
  const mayDecide = useMayDecide();
  if (past) return 'You are viewing the past; it is read only.';
  if (!mayDecide) return 'Offline: what is shown may be old, so nothing can be commanded.';
  return me.may('runs:write') ? null : 'Your roles do not allow commands on runs.';
};
