import { Button, Modal, Stack, Textarea, TextInput } from '@mantine/core';
import { type FormEvent, type ReactNode, useState } from 'react';
import type { Command } from '../api/use-command';
import { ReceiptLine } from './receipt-line';

export interface ConfirmProps<Input> {
  readonly title: string;
  /** Verb and object: "Abort launch-post", never "OK". */
  readonly verb: string;
  readonly danger?: boolean;
  readonly children?: ReactNode;
  readonly command: Command<Input>;
  /** The command's input from the reason; `null`: the fields in `children` are not complete. */
  readonly input: (reason: string) => NoInfer<Input> | null;
  readonly reason?: 'required' | 'optional' | 'none';
  /** For what cannot be undone: this word must be typed. */
  readonly typed?: string;
  readonly onClose: () => void;
}

const REASON_CHARS_MIN = 3;

/** Asks before a command that others will notice: what it does, why, and for the gravest a typed word. */
export const ConfirmDialog = <Input,>({
  title,
  verb,
  danger = false,
  children,
  command,
  input,
  reason: reasonRule = 'optional',
  typed,
  onClose,
}: ConfirmProps<Input>) => {
  const [reason, setReason] = useState('');
  const [word, setWord] = useState('');
  const value = input(reason);
  const reasonMissing = reasonRule === 'required' && reason.trim().length < REASON_CHARS_MIN;
  const ready = value !== null && !reasonMissing && (typed === undefined || word.trim() === typed);
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (!ready || command.busy) return;
    if (await command.run(value)) onClose();
  };
  return (
    <Modal opened onClose={onClose} title={title} size="md">
      <form onSubmit={(event) => void submit(event)}>
        <Stack gap="md">
          {children}
          {reasonRule === 'none' ? null : (
            <Textarea
              label="Reason"
              description="Stands in the record with your name."
              required={reasonRule === 'required'}
              withAsterisk={reasonRule === 'required'}
              autosize
              minRows={2}
              maxRows={6}
              value={reason}
              onChange={(event) => setReason(event.currentTarget.value)}
              data-autofocus
            />
          )}
          {typed === undefined ? null : (
            <TextInput
              label={`Type ${typed} to confirm`}
              value={word}
              onChange={(event) => setWord(event.currentTarget.value)}
              autoComplete="off"
              spellCheck={false}
            />
          )}
          <ReceiptLine receipt={command.receipt} />
          <DialogButtons verb={verb} danger={danger} disabled={!ready} busy={command.busy} onClose={onClose} />
        </Stack>
      </form>
    </Modal>
  );
};

interface ButtonsProps {
  readonly verb: string;
  readonly danger?: boolean;
  readonly disabled?: boolean;
  readonly busy?: boolean;
  /** What leaves the dialog without doing it. */
  readonly leave?: string;
  readonly onClose: () => void;
}

export const DialogButtons = ({
  verb,
  danger = false,
  disabled = false,
  busy = false,
  leave = 'Cancel',
  onClose,
}: ButtonsProps) => (
  <div style={{ display: 'flex', justifyContent: 'flex-end', gap: 8, flexWrap: 'wrap' }}>
    <Button variant="default" onClick={onClose}>
      {leave}
    </Button>
    <Button type="submit" {...(danger ? { color: 'red.9' } : {})} disabled={disabled} loading={busy}>
      {verb}
    </Button>
  </div>
);
