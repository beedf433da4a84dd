import type { ReactNode } from 'react';
import classes from './card.module.css';

interface CardProps {
  title: string;
  aside?: ReactNode;
  /** Without inner padding, for tables. */
  flush?: boolean;
  children: ReactNode;
}

/** A titled part of a page. */
export function Card({ title, aside, flush = false, children }: CardProps) {
  return (
    <section className={classes.card}>
      <header className={classes.header}>
        <h2 className={classes.title}>{title}</h2>
        {aside}
      </header>
      <div className={flush ? undefined : classes.body}>{children}</div>
    </section>
  );
}
