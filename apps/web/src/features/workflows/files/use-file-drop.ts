import { notifications } from '@mantine/notifications';
import type { DragEvent } from 'react';
import { readWorkflowFile } from './workflow-file';

/** Takes a YAML or JSON file that is dropped anywhere on the builder. It can be taken back like any other change. */
export const useFileDrop = (write: (text: string) => void) => ({
  onDragOver: (event: DragEvent) => {
    if (!event.dataTransfer.types.includes('Files')) return;
    event.preventDefault();
    event.dataTransfer.dropEffect = 'copy';
  },
  onDrop: (event: DragEvent) => {
    const [file] = event.dataTransfer.files;
    // Onto the text it was dropped where it is to stand.
    if (file === undefined || event.defaultPrevented) return;
    event.preventDefault();
    void readWorkflowFile(file).then((read) => {
      if ('flaw' in read) notifications.show({ color: 'red', message: read.flaw });
      else {
        write(read.text);
        notifications.show({ message: `Imported ${file.name}. Undo brings back what was there.` });
      }
    });
  },
});
