import type { ReactNode } from 'react';
import { CopyButton } from './copy-button.tsx';
import classes from './facts.module.css';

export type Fact = [name: string, value: ReactNode];

/** The fact, or nothing where there is no value. */
export function given(name: string, value: ReactNode): Fact[] {
  return value === null || value === undefined || value === '' ? [] : [[name, value]];
}

/** Names with their values; in `wide` places side by side. */
export function Facts({ facts, wide = false }: { facts: readonly Fact[]; wide?: boolean }) {
  return (
    <dl className={wide ? classes.wide : classes.facts}>
      {facts.map(([name, value], index) => (
        <div key={`${name}-${index}`} className={classes.fact}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}

/** An id that other tools ask for. */
export function Copyable({ value, label = 'Copy the id' }: { value: string; label?: string }) {
  return (
    <span className={classes.copyable}>
      <code>{value}</code>
      <CopyButton value={value} label={label} />
    </span>
  );
}
