import { Button, PasswordInput, Stack, TextInput } from '@mantine/core';
import type { SignInInput } from '@mc/contracts';
import { useQueryClient } from '@tanstack/react-query';
import { useLocation, useRouter, useSearch } from '@tanstack/react-router';
import { type FormEvent, useCallback, useEffect, useRef, useState } from 'react';
import { meQuery, signIn } from '../../api/session';
import { setPageTitle } from '../../ui/page-title';
import { ErrorPane, Skeleton } from '../../ui/states';
import classes from './sign-in.module.css';

export const SignInPage = () => {
  // In the fragment, which browsers keep to themselves: no server's log will ever hold it.
  const token = useLocation({ select: ({ hash }) => new URLSearchParams(hash).get('token') ?? undefined });
  const { enter, busy, error } = useSignIn();
  const asked = useRef(false);
  useEffect(() => setPageTitle('Sign in'), []);
  useEffect(() => {
    // A link works once; a second mount must not spend it on a refusal.
    if (token === undefined || asked.current) return;
    asked.current = true;
    void enter({ signInToken: token });
  }, [token, enter]);
  return (
    <main className={classes.page}>
      <div className={classes.card}>
        <img src="/favicon.svg" alt="" width={40} height={40} />
        <h1>Mission Control</h1>
        {token !== undefined && busy ? (
          <>
            <p className="dim">Signing in by link…</p>
            <Skeleton rows={2} />
          </>
        ) : (
          <PasswordForm enter={enter} busy={busy} />
        )}
        {error === null ? null : <ErrorPane error={error} />}
      </div>
    </main>
  );
};

const PasswordForm = ({ enter, busy }: { enter: (input: SignInInput) => Promise<void>; busy: boolean }) => {
  const [username, setUsername] = useState('');
  const [password, setPassword] = useState('');
  const submit = (event: FormEvent) => {
    event.preventDefault();
    void enter({ username: username.trim(), password });
  };
  return (
    <form onSubmit={submit} className={classes.form}>
      <Stack gap="sm">
        <TextInput
          label="Username"
          autoComplete="username"
          required
          value={username}
          onChange={(event) => setUsername(event.currentTarget.value)}
          autoFocus
        />
        <PasswordInput
          label="Password"
          autoComplete="current-password"
          required
          value={password}
          onChange={(event) => setPassword(event.currentTarget.value)}
        />
        <Button type="submit" loading={busy} fullWidth mt={4} disabled={username.trim() === '' || password === ''}>
          Sign in
        </Button>
      </Stack>
      <p className="dim">
        With a sign-in link, open it in this browser; it works once. The first start prints one on the server's console.
      </p>
    </form>
  );
};

const useSignIn = () => {
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const client = useQueryClient();
  const router = useRouter();
  const { next } = useSearch({ from: '/sign-in' });
  const enter = useCallback(
    async (input: SignInInput) => {
      setBusy(true);
      setError(null);
      try {
        await signIn(input);
        client.clear();
        await client.fetchQuery(meQuery);
        router.history.replace(insideOnly(next));
      } catch (caught) {
        setError(caught);
      } finally {
        setBusy(false);
      }
    },
    [client, router, next],
  );
  return { enter, busy, error };
};

/** Back to where one came from, but never to another site. */
const insideOnly = (next: string | undefined): string =>
  next?.startsWith('/') && !next.startsWith('//') && !next.startsWith('/\\') ? next : '/';
