import { notifications } from '@mantine/notifications';
import { Copy } from 'lucide-react';
import { shortId } from './format/ids';
import classes from './id-chip.module.css';

export const copyText = async (text: string, what: string): Promise<void> => {
  try {
    await navigator.clipboard.writeText(text);
    notifications.show({ message: `Copied ${what}`, autoClose: 2000 });
  } catch {
    notifications.show({ color: 'red', message: `The browser did not allow copying. The ${what} is ${text}`, autoClose: false });
  }
};

interface Props {
  readonly id: string;
  /** What it is, as in "Copied run id". */
  readonly what: string;
  readonly full?: boolean;
}

/** A short id; a click copies the whole of it. */
export const IdChip = ({ id, what, full = false }: Props) => (
  <button type="button" className={classes.chip} title={`${id} (click to copy)`} onClick={() => void copyText(id, what)}>
    <span>{full ? id : shortId(id)}</span>
    <Copy size={12} aria-hidden />
    <span className="sr-only">copy {what}</span>
  </button>
);
