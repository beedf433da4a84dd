import type { ChannelName, RecipientMessage } from '@carillon/domain';
import { MessageFrame } from '../../../components/ui/message-frame.tsx';
import classes from './launch-facts.module.css';
import { SmsText } from './sms-text.tsx';

/** What one recipient reads, and how sure that is. */
export function WrittenMessage({ channel, written: { message, reason } }: { channel: ChannelName; written: RecipientMessage }) {
  if (message === null) return <p className={classes.note}>It can’t be written: {reason}</p>;
  return (
    <>
      {channel === 'email' && <p className={classes.subject}>{message.subject}</p>}
      {channel === 'email' ? <MessageFrame html={message.html} title={`Message: ${message.subject}`} /> : <SmsText text={message.text} label="Text of the message" />}
      <p className={classes.note}>From the template as it was launched, with what is known of the user now: no copy of each message is kept. Links for unsubscribing and counting are added while it is sent.</p>
    </>
  );
}
