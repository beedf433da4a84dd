import type { ReactNode } from 'react';
import classes from './panel.module.css';

interface EmptyStateProps {
  /** "none": there is nothing yet, and `action` is the first step. "no-match": the filter hides everything, and `action` clears it. */
  kind: 'none' | 'no-match';
  title: string;
  children?: ReactNode;
  action?: ReactNode;
}

export function EmptyState({ kind, title, children, action }: EmptyStateProps) {
  return (
    <div className={classes.panel} data-empty={kind}>
      {kind === 'none' ? <BellPicture /> : <SievePicture />}
      <p className={classes.title}>{title}</p>
      {children !== undefined && <p className={classes.text}>{children}</p>}
      {action}
    </div>
  );
}

function BellPicture() {
  return (
    <svg width="88" height="72" viewBox="0 0 88 72" aria-hidden className={classes.picture}>
      <ellipse cx="44" cy="64" rx="30" ry="4" className={classes.shade} />
      <path d="M44 12c-11 0-17.5 8-17.5 19 0 12-4 16-7 19h49c-3-3-7-7-7-19 0-11-6.5-19-17.5-19Z" className={classes.ink} />
      <path d="M37 54a7.5 7.5 0 0 0 14 0" className={classes.ink} />
      <path d="M44 12V7" className={classes.ink} />
      <path d="M12 26c-3 4-3 9 0 13M76 26c3 4 3 9 0 13" className={classes.faintInk} />
    </svg>
  );
}

function SievePicture() {
  return (
    <svg width="88" height="72" viewBox="0 0 88 72" aria-hidden className={classes.picture}>
      <ellipse cx="44" cy="66" rx="26" ry="3" className={classes.shade} />
      <path d="M18 14h52L50 38v18l-12 6V38Z" className={classes.ink} />
      <path d="M28 6h2M43 4h2M58 6h2" className={classes.faintInk} />
      <path d="M30 22h28" className={classes.faintInk} />
    </svg>
  );
}
