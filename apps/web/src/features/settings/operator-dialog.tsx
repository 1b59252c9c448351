import { Checkbox, PasswordInput, Stack, TextInput } from '@mantine/core';
import type { OperatorView } from '@mc/contracts';
import { useState } from 'react';
import { createOperator, operatorsKey, updateOperator } from '../../api/operators';
import type { OperatorInput } from '../../api/shapes';
import { useCommand } from '../../api/use-command';
import { FormDialog, Pair } from '../../ui/form-dialog';
import { PASSWORD_CHARS_MIN } from './password-flaw';
import { ROLE_WORDS, ROLES } from './roles';
import { SecretOnce } from './secret-once';

/** Adds a person, or changes one. Without a password the new person gets a sign-in link. */
export const OperatorDialog = ({ operator, onClose }: { operator: OperatorView | null; onClose: () => void }) => {
  const [username, setUsername] = useState(operator?.username ?? '');
  const [email, setEmail] = useState(operator?.email ?? '');
  const [roles, setRoles] = useState<readonly string[]>(operator?.roles ?? ['viewer']);
  const [password, setPassword] = useState('');
  const [token, setToken] = useState<string | null>(null);
  const command = useCommand<OperatorInput, { signInToken?: string | null }>({
    send: async (input, key) => {
      if (operator === null) return createOperator(input, key);
      const answer = await updateOperator(operator.id, changeOf(input), key);
      return { ...answer, data: { signInToken: null } };
    },
    refresh: [operatorsKey, ['me']],
    onDone: ({ data }) => (data.signInToken ? setToken(data.signInToken) : onClose()),
  });
  const chosen = ROLES.filter((role) => roles.includes(role));
  const complete = username.trim() !== '' && chosen.length > 0 && (password === '' || password.length >= PASSWORD_CHARS_MIN);
  const input: OperatorInput | null = complete
    ? {
        username: username.trim(),
        roles: chosen,
        ...(email.trim() === '' ? {} : { email: email.trim() }),
        ...(password === '' ? {} : { password }),
      }
    : null;
  return (
    <FormDialog
      title={operator === null ? 'Add a person' : `Edit ${operator.username}`}
      verb={operator === null ? 'Add the person' : `Save ${operator.username}`}
      command={command}
      input={token === null ? input : null}
      onClose={onClose}
      stay
    >
      <Pair>
        <TextInput
          label="Username"
          withAsterisk
          value={username}
          disabled={operator !== null}
          onChange={(event) => setUsername(event.currentTarget.value)}
          autoComplete="off"
          data-autofocus
        />
        <TextInput
          label="E-mail"
          description="Recorded with every decision"
          type="email"
          value={email}
          onChange={(event) => setEmail(event.currentTarget.value)}
          autoComplete="off"
        />
      </Pair>
      <Checkbox.Group label="Roles" withAsterisk value={[...roles]} onChange={setRoles}>
        <Stack gap="xs" mt={6}>
          {ROLES.map((role) => (
            <Checkbox key={role} value={role} label={role} description={ROLE_WORDS[role]} />
          ))}
        </Stack>
      </Checkbox.Group>
      <PasswordInput
        label={operator === null ? 'Password' : 'New password'}
        description={operator === null ? 'Empty: the person gets a sign-in link' : 'Empty: it stays as it is'}
        autoComplete="new-password"
        value={password}
        onChange={(event) => setPassword(event.currentTarget.value)}
        error={password !== '' && password.length < PASSWORD_CHARS_MIN ? `At least ${PASSWORD_CHARS_MIN} characters` : undefined}
      />
      {token === null ? null : (
        <SecretOnce
          title="Sign-in link"
          secret={linkOf(token)}
          note="Give it to the person. It works once and is not shown again."
        />
      )}
    </FormDialog>
  );
};

const changeOf = ({ roles, email, password }: OperatorInput) => ({
  roles,
  email: email ?? null,
  ...(password === undefined ? {} : { password }),
});

export const linkOf = (token: string): string => `${window.location.origin}/sign-in#token=${encodeURIComponent(token)}`;
