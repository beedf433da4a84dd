import { Skeleton } from '@mantine/core';
import { Link } from 'react-router';
import { Instant } from '../../../components/ui/instant.tsx';
import { MessageView } from '../../../components/ui/message-view.tsx';
import { QueryView } from '../../../components/ui/query-view.tsx';
import { useInboxMessage } from '../api/get-inbox-message.ts';
import { logLinkOf } from '../log-link.ts';
import classes from './inbox.module.css';

/** A received message from all sides, with the way to the log of what it came from. */
export function InboxMessageView({ id }: { id: string }) {
  const query = useInboxMessage(id);
  return (
    <QueryView query={query} label="the message" skeleton={<Skeleton height={700} />}>
      {(message) => (
        <article aria-label={message.subject}>
          <h2 className={classes.title}>{message.subject}</h2>
          <p className={classes.facts}>
            From {message.from} to {message.to.join(', ')}, <Instant at={message.receivedAt} />, {message.size.toLocaleString('en')} bytes
            <LogLink to={logLinkOf(message)} />
          </p>
          <MessageView key={id} subject={message.subject} html={message.html} text={message.text} headers={message.headers} raw={message.raw} />
        </article>
      )}
    </QueryView>
  );
}

function LogLink({ to }: { to: string | null }) {
  if (to === null) return null;
  return (
    <>
      {' · '}
      <Link to={to}>Open its log</Link>
    </>
  );
}
