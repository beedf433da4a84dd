import { useLiveStatus } from '../../lib/live/live-provider.tsx';
import classes from './live-indicator.module.css';

const words = {
  open: { label: 'Live', meaning: 'What happens to messages, runs and campaigns appears at once; other lists are read again every minute', tone: 'good' },
  connecting: { label: 'Connecting', meaning: 'The live connection is being opened', tone: 'waiting' },
  lost: { label: 'Polling', meaning: 'The live connection is broken: what is live otherwise is read again every 10 seconds until it is back', tone: 'warning' },
  refused: { label: 'Signed out', meaning: 'Your session is over', tone: 'waiting' },
} as const;

/** Whether what is on screen is live. */
export function LiveIndicator() {
  const { label, meaning, tone } = words[useLiveStatus()];
  return (
    <span className={classes.indicator} data-tone={tone} title={meaning} role="status">
      <span className={classes.dot} aria-hidden />
      {label}
    </span>
  );
}
