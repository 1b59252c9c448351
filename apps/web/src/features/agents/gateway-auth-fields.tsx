import { PasswordInput, Select } from '@mantine/core';
import type { GatewayInput } from '../../api/shapes';
import { Pair } from '../../ui/form-dialog';

const AUTHS = ['none', 'bearer', 'token', 'hmac'] as const;

export interface AuthDraft {
  readonly type: (typeof AUTHS)[number];
  readonly secret: string;
  /** With `hmac`, the secret that is being replaced: both are good until it is left out. */
  readonly previous: string;
}

/** What is sent: secrets that were left empty stay as they are stored. */
export const authOf = ({ type, secret, previous }: AuthDraft): NonNullable<GatewayInput['auth']> => ({
  type,
  ...(type === 'none' || secret === '' ? {} : { token: secret }),
  ...(type === 'hmac' && secret !== '' && previous !== '' ? { previousToken: previous } : {}),
});

interface Props {
  readonly hasSecret: boolean;
  readonly draft: AuthDraft;
  readonly onChange: (draft: AuthDraft) => void;
}

export const GatewayAuthFields = ({ hasSecret, draft, onChange }: Props) => {
  const { type, secret, previous } = draft;
  return (
    <>
      <Pair>
        <Select
          label="Authentication"
          data={[...AUTHS]}
          value={type}
          onChange={(value) => onChange({ ...draft, type: AUTHS.find((one) => one === value) ?? type })}
          allowDeselect={false}
        />
        {type === 'none' ? null : (
          <PasswordInput
            label={type === 'hmac' ? 'Shared secret' : 'Token'}
            description={[type === 'hmac' ? 'whsec_ and base64' : '', hasSecret ? 'One is stored; leave empty to keep it' : '']
              .filter(Boolean)
              .join('. ')}
            autoComplete="off"
            value={secret}
            onChange={(event) => onChange({ ...draft, secret: event.currentTarget.value })}
          />
        )}
      </Pair>
      {type === 'hmac' && hasSecret && secret !== '' ? (
        <PasswordInput
          label="Secret until now"
          description="Stays good beside the new one, so that the agent can be changed without a gap. Save again without it to end that."
          autoComplete="off"
          value={previous}
          onChange={(event) => onChange({ ...draft, previous: event.currentTarget.value })}
        />
      ) : null}
    </>
  );
};
