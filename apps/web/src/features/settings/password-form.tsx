import { Button, PasswordInput, Stack } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { changePassword, ownKey } from '../../api/me';
import type { PasswordChange } from '../../api/shapes';
import { useCommand } from '../../api/use-command';
import { ReceiptLine } from '../../ui/receipt-line';
import { PASSWORD_CHARS_MIN, passwordFlaw } from './password-flaw';
import classes from './settings.module.css';

const EMPTY = { current: '', next: '', again: '' };

/** Changes the own password. Whoever came in by a link and has none yet sets the first one. */
export const PasswordForm = ({ hasPassword, username }: { hasPassword: boolean; username: string }) => {
  const [fields, setFields] = useState(EMPTY);
  const [ended, setEnded] = useState<number | null>(null);
  const command = useCommand<PasswordChange, { ended: number }>({
    send: changePassword,
    refresh: [ownKey, ['me']],
    onDone: ({ data }) => {
      setEnded(data.ended);
      setFields(EMPTY);
    },
  });
  const flaw = passwordFlaw(fields.next, fields.again);
  const complete = fields.next !== '' && flaw === null && (!hasPassword || fields.current !== '');
  const set = (name: keyof typeof EMPTY) => (value: string) => {
    setFields((old) => ({ ...old, [name]: value }));
    setEnded(null);
    if (command.receipt.phase === 'failed') command.reset();
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (complete && !command.busy) void command.run({ next: fields.next, ...(hasPassword ? { current: fields.current } : {}) });
  };
  return (
    <form onSubmit={submit} aria-label="Change the password">
      {/* Password managers want to know whose password it is. */}
      <input type="text" name="username" autoComplete="username" value={username} readOnly hidden />
      <Stack gap="sm" maw={380}>
        {hasPassword ? (
          <PasswordInput
            label="Present password"
            autoComplete="current-password"
            value={fields.current}
            onChange={(event) => set('current')(event.currentTarget.value)}
          />
        ) : (
          <p className={`${classes.text} dim`}>You have no password yet: you came in by a link.</p>
        )}
        <PasswordInput
          label="New password"
          description={`At least ${PASSWORD_CHARS_MIN} characters; what is guessed first is refused`}
          autoComplete="new-password"
          value={fields.next}
          onChange={(event) => set('next')(event.currentTarget.value)}
        />
        <PasswordInput
          label="New password again"
          autoComplete="new-password"
          value={fields.again}
          onChange={(event) => set('again')(event.currentTarget.value)}
          error={fields.again === '' ? undefined : flaw}
        />
        <ReceiptLine receipt={command.receipt} />
        {ended === null ? null : (
          <p className={classes.text} role="status">
            {ended === 0
              ? 'You were signed in nowhere else.'
              : `${ended} other ${ended === 1 ? 'session has' : 'sessions have'} ended.`}
          </p>
        )}
        <div>
          <Button type="submit" disabled={!complete} loading={command.busy}>
            {hasPassword ? 'Change the password' : 'Set a password'}
          </Button>
        </div>
      </Stack>
    </form>
  );
};
