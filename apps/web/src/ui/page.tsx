import { type ReactNode, useEffect } from 'react';
import classes from './page.module.css';
import { setPageTitle } from './page-title';

interface Props {
  readonly title: string;
  /** What the browser tab says; the title itself if absent. */
  readonly tab?: string;
  readonly heading?: ReactNode;
  readonly lead?: ReactNode;
  readonly actions?: ReactNode;
  readonly children: ReactNode;
  /** For pages that use the whole height, as a list beside its detail. */
  readonly fill?: boolean;
}

/** One screen: its heading, its actions, its content. */
export const Page = ({ title, tab, heading, lead, actions, children, fill = false }: Props) => {
  useEffect(() => setPageTitle(tab ?? title), [tab, title]);
  return (
    <div className={fill ? `${classes.page} ${classes.fill}` : classes.page}>
      <header className={classes.head}>
        <div className={heading === undefined ? classes.titles : classes.wide}>
          <h1 className={heading === undefined ? undefined : 'sr-only'}>{title}</h1>
          {heading}
          {lead === undefined ? null : <p className={classes.lead}>{lead}</p>}
        </div>
        {actions === undefined ? null : <div className={classes.actions}>{actions}</div>}
      </header>
      {children}
    </div>
  );
};

/** A framed part of a page. */
export const Panel = ({
  title,
  actions,
  children,
  flush = false,
}: {
  title?: ReactNode;
  actions?: ReactNode;
  children: ReactNode;
  flush?: boolean;
}) => (
  <section className={classes.panel}>
    {title === undefined ? null : (
      <header className={classes.panelHead}>
        <h2>{title}</h2>
        {actions}
      </header>
    )}
    <div className={flush ? undefined : classes.panelBody}>{children}</div>
  </section>
);
