import type { ReactNode } from 'react';
import { Link } from 'react-router';
import classes from './tile.module.css';

/** Numbers of one kind of message side by side, under the name of that kind. */
export function TileRow({ title, note, below, children }: { title: string; note: string; below?: ReactNode; children: ReactNode }) {
  return (
    <section>
      <h2 className={classes.title}>
        {title} <span className={classes.titleNote}>{note}</span>
      </h2>
      <ul className={classes.tiles}>{children}</ul>
      {below !== undefined && <p className={classes.below}>{below}</p>}
    </section>
  );
}

interface TileProps {
  name: string;
  label: string;
  value: number | string;
  note: string;
  tone?: 'bad' | 'doubt' | 'warning' | undefined;
  to?: string;
}

/** A number one looks at first; one that counts rows leads to these rows. */
export function Tile({ name, label, value, note, tone, to }: TileProps) {
  const content = (
    <>
      <span className={classes.label}>{label}</span>
      <span className={classes.value} data-tone={tone} data-tile-value={name}>
        {typeof value === 'number' ? value.toLocaleString('en') : value}
      </span>
      <span className={classes.note}>{note}</span>
    </>
  );
  return (
    <li className={classes.tile}>
      {to === undefined ? <div className={classes.body}>{content}</div> : <Link to={to} className={classes.body}>{content}</Link>}
    </li>
  );
}
