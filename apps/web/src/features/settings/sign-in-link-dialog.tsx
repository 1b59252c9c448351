import { Button, Modal, Stack } from '@mantine/core';
import type { OperatorView } from '@mc/contracts';
import { useMutation } from '@tanstack/react-query';
import { createSignInLink } from '../../api/operators';
import { ErrorPane } from '../../ui/states';
import { linkOf } from './operator-dialog';
import { SecretOnce } from './secret-once';

/** A one-time link for somebody who has no password, or forgot it. */
export const SignInLinkDialog = ({ operator, onClose }: { operator: OperatorView; onClose: () => void }) => {
  const link = useMutation({ mutationFn: () => createSignInLink(operator.id) });
  return (
    <Modal opened onClose={onClose} title={`Sign-in link for ${operator.username}`}>
      <Stack>
        {link.isSuccess ? (
          <SecretOnce
            title="Sign-in link"
            secret={linkOf(link.data.data.signInToken)}
            note="It works once and is not shown again."
          />
        ) : (
          <div>Whoever opens the link is signed in as {operator.username}. Earlier links stop working.</div>
        )}
        {link.isError ? <ErrorPane error={link.error} /> : null}
        {link.isSuccess ? null : (
          <Button loading={link.isPending} onClick={() => link.mutate()}>
            Make a link
          </Button>
        )}
      </Stack>
    </Modal>
  );
};
