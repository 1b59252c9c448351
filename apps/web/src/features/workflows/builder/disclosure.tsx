import { ChevronRight } from 'lucide-react';
import { type ReactNode, useId } from 'react';
import classes from './disclosure.module.css';

interface Props {
  readonly title: string;
  readonly open: boolean;
  readonly onToggle: (open: boolean) => void;
  readonly children: ReactNode;
}

/** A part that is there when it is opened, and not before: what is closed costs nothing and holds nothing half drawn. */
export const Disclosure = ({ title, open, onToggle, children }: Props) => {
  const id = useId();
  return (
    <div className={classes.disclosure}>
      <button type="button" aria-expanded={open} {...(open ? { 'aria-controls': id } : {})} onClick={() => onToggle(!open)}>
        <ChevronRight size={14} aria-hidden />
        {title}
      </button>
      {open ? (
        <div id={id} className={classes.content}>
          {children}
        </div>
      ) : null}
    </div>
  );
};
