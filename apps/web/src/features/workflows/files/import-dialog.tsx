import { Button, FileButton, Modal, Textarea } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { DialogButtons } from '../../../ui/confirm-dialog';
import { useBuilder } from '../builder/builder-context';
import { openText } from '../document/text-document';
import classes from './files.module.css';
import { plainText, readWorkflowFile } from './workflow-file';

/** Takes a definition from elsewhere: pasted, or from a file. It replaces the text, as one change that can be taken back. */
export const ImportDialog = ({ onClose }: { onClose: () => void }) => {
  const { write } = useBuilder();
  const [text, setText] = useState('');
  const [flaw, setFlaw] = useState<string | null>(null);
  const take = async (file: File | null) => {
    if (file === null) return;
    const read = await readWorkflowFile(file);
    setFlaw('flaw' in read ? read.flaw : null);
    if ('text' in read) setText(read.text);
  };
  const [problem] = text.trim() === '' ? [] : openText(text).problems;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (text.trim() === '') return;
    write(plainText(text));
    onClose();
  };
  return (
    <Modal opened onClose={onClose} title="Import a definition" size="lg">
      <form onSubmit={submit} className={classes.form}>
        <div className={classes.choose}>
          <FileButton onChange={(file) => void take(file)} accept=".yaml,.yml,.json,text/yaml,application/json">
            {(props) => (
              <Button variant="default" {...props}>
                Choose a file…
              </Button>
            )}
          </FileButton>
          <span className="dim">or drop one on the page, or paste the text here</span>
        </div>
        <Textarea
          data-autofocus
          aria-label="YAML or JSON of a workflow"
          classNames={{ input: 'mono' }}
          spellCheck={false}
          minRows={12}
          maxRows={20}
          autosize
          error={flaw ?? (problem === undefined ? undefined : `It cannot be read as it is: ${problem.message}`)}
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
        />
        <DialogButtons verb="Replace the text" disabled={text.trim() === ''} onClose={onClose} />
      </form>
    </Modal>
  );
};
