import type { ReactNode } from 'react';
import classes from './list-frame.module.css';

interface Props {
  readonly label: string;
  /** A look at one row, beside the list where there is room. */
  readonly peek: ReactNode | null;
  /** What came since and is not shown yet; a press shows it. */
  readonly news: { readonly text: string; readonly show: () => void } | null;
  readonly children: ReactNode;
}

/** A list that fills the page, with room for a look at one of its rows. Nothing in it moves by itself. */
export const ListFrame = ({ label, peek, news, children }: Props) => (
  <div className={classes.frame} data-peek={peek !== null}>
    <section className={classes.list} aria-label={label}>
      {news === null ? null : (
        <button type="button" className={classes.news} onClick={news.show}>
          {news.text} · show <kbd>.</kbd>
        </button>
      )}
      {children}
    </section>
    {peek}
  </div>
);
