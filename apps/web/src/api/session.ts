import type { SignInInput } from '@mc/contracts';
import { queryOptions } from '@tanstack/react-query';
import { api, unwrap } from './client';

export const meQuery = queryOptions({
  queryKey: ['me'],
  queryFn: ({ signal }) => unwrap(api.GET('/api/v1/me', { signal })),
  staleTime: 60_000,
});

export const signIn = (body: SignInInput) => unwrap(api.POST('/api/v1/auth/session', { body }));

export const signOut = () => unwrap(api.DELETE('/api/v1/auth/session'));
