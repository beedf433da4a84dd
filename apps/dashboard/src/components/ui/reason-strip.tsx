import { IconAlertTriangle } from '@tabler/icons-react';
import classes from './reason-strip.module.css';
import type { Tone } from './status.ts';

/** Why something is in the state it is in, above everything else on its page; nothing where there is no reason. */
export function ReasonStrip({ reason, tone }: { reason: string | null; tone: Tone }) {
  if (reason === null) return null;
  return (
    <p className={classes.reason} data-tone={tone}>
      <IconAlertTriangle size={16} aria-hidden /> {reason}
    </p>
  );
}
