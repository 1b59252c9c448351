import type { ReactNode } from 'react';
import classes from './settings.module.css';

/** One setting: its name, and beside it what can be chosen. */
export const Row = ({ title, children }: { title: string; children: ReactNode }) => (
  <section className={classes.row}>
    <h2>{title}</h2>
    <div>{children}</div>
  </section>
);
