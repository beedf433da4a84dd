import { describeSmsLength } from '../count-sms-parts.ts';
import classes from './launch-facts.module.css';

/** What a phone shows, and how many SMS carry it. */
export function SmsText({ text, label }: { text: string; label: string }) {
  return (
    <>
      <pre className={classes.sms} tabIndex={0} role="region" aria-label={label}>
        {text}
      </pre>
      <p className={classes.note}>{describeSmsLength(text)}. The link for unsubscribing is made while it is sent, and makes it longer.</p>
    </>
  );
}
