import { IconAlertTriangle } from '@tabler/icons-react';
import type { Tone } from './status.ts';
import classes from './strip.module.css';

/** Why something is in the state it is in, above everything else on its page; nothing where there is no reason. */
export function ReasonStrip({ reason, tone }: { reason: string | null; tone: Tone }) {
  if (reason === null) return null;
  return (
    <p className={classes.strip} data-tone={tone}>
      <IconAlertTriangle size={16} aria-hidden />
      <span className={classes.words}>{reason}</span>
    </p>
  );
}
