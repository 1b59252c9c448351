import type { MeView, Permission } from '@mc/contracts';
import { useSuspenseQuery } from '@tanstack/react-query';
import { meQuery } from './session';

/** Who is signed in, and what they may do. Only inside the signed-in part of the console. */
export const useMe = (): MeView & { may: (permission: Permission) => boolean } => {
  const { data } = useSuspenseQuery(meQuery);
  return { ...data, may: (permission) => data.permissions.includes(permission) };
};
