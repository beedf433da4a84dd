import type { StatusLook } from './status.ts';
import classes from './status-badge.module.css';

/** A state as icon and word; the colour only repeats them. */
export function ToneBadge({ look: { label, tone, icon: Icon, meaning }, large = false }: { look: StatusLook; large?: boolean }) {
  return (
    <span className={classes.badge} data-tone={tone} data-large={large || undefined} title={meaning}>
      <Icon size={large ? 16 : 13} stroke={2.2} aria-hidden />
      {label}
    </span>
  );
}
