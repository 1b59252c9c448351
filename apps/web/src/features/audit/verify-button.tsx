import { Button, Modal } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { ShieldCheck, ShieldX } from 'lucide-react';
import { verifyLog } from '../../api/audit';
import { useActions } from '../../ui/actions';
import { ErrorPane } from '../../ui/states';
import classes from './audit.module.css';

/** Recomputes the hash chains of the whole log and says where, if anywhere, they break. */
export const VerifyButton = () => {
  const verify = useMutation({ mutationFn: verifyLog });
  const result = verify.data;
  useActions('Proof', [{ what: 'Verify the log', named: true, run: () => verify.mutate() }], 'part');
  return (
    <>
      <Button
        variant="default"
        leftSection={<ShieldCheck size={15} />}
        loading={verify.isPending}
        onClick={() => verify.mutate()}
      >
        Verify the log
      </Button>
      <Modal opened={verify.isSuccess || verify.isError} onClose={() => verify.reset()} title="Verification of the log">
        {verify.isError ? <ErrorPane error={verify.error} onRetry={() => verify.mutate()} /> : null}
        {result === undefined ? null : (
          <div className={classes.verdict} data-intact={result.intact}>
            {result.intact ? <ShieldCheck size={34} aria-hidden /> : <ShieldX size={34} aria-hidden />}
            <div>
              <strong>{result.intact ? 'Intact' : 'Broken'}</strong>
              <div>
                {result.events.toLocaleString('en-US')} events in {result.streams.toLocaleString('en-US')} streams were hashed
                again, up to position {result.position}.
              </div>
              {result.firstBroken === null ? (
                <div className="dim">Each fact is as it was written, and none is missing between its neighbours.</div>
              ) : (
                <div>
                  The first break is at position {result.firstBroken.position}
                  {result.firstBroken.stream === null ? '' : ` in ${result.firstBroken.stream}`}: {result.firstBroken.reason}
                </div>
              )}
            </div>
          </div>
        )}
      </Modal>
    </>
  );
};
