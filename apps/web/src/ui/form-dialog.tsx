import { Modal } from '@mantine/core';
import type { FormEvent, ReactNode } from 'react';
import type { Command } from '../api/use-command';
import { DialogButtons } from './confirm-dialog';
import classes from './form-dialog.module.css';
import { ReceiptLine } from './receipt-line';

interface Props<Input> {
  readonly title: string;
  readonly verb: string;
  readonly command: Command<Input>;
  /** `null`: the form is not complete. */
  readonly input: NoInfer<Input> | null;
  readonly children: ReactNode;
  readonly onClose: () => void;
  /** Stays open afterwards, because there is something to read. */
  readonly stay?: boolean;
}

/** A form in a dialog that sends one command. */
export const FormDialog = <Input,>({ title, verb, command, input, children, onClose, stay = false }: Props<Input>) => {
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (input === null || command.busy) return;
    if ((await command.run(input)) && !stay) onClose();
  };
  return (
    <Modal opened onClose={onClose} title={title} size="lg">
      <form onSubmit={(event) => void submit(event)} className={classes.form}>
        {children}
        <ReceiptLine receipt={command.receipt} />
        <DialogButtons
          leave={stay && command.receipt.phase === 'done' ? 'Close' : 'Cancel'}
          verb={verb}
          disabled={input === null}
          busy={command.busy}
          onClose={onClose}
        />
      </form>
    </Modal>
  );
};

/** Two fields beside each other where there is room. */
export const Pair = ({ children }: { children: ReactNode }) => <div className={classes.pair}>{children}</div>;
