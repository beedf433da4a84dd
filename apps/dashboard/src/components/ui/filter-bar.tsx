import type { ReactNode } from 'react';
import classes from './filter-bar.module.css';

/** What narrows a list: one field to type into, and what stands beside it. */
export function FilterBar({ search, children }: { search: ReactNode; children: ReactNode }) {
  return (
    <div className={classes.bar} role="search">
      <div className={classes.wide}>{search}</div>
      {children}
    </div>
  );
}
