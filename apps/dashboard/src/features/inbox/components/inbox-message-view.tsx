import { Skeleton } from '@mantine/core';
import { Link } from 'react-router';
import { Instant } from '../../../components/ui/instant.tsx';
import { MessageView } from '../../../components/ui/message-view.tsx';
import { QueryView } from '../../../components/ui/query-view.tsx';
import { useInboxMessage } from '../api/get-inbox-message.ts';
import classes from './inbox.module.css';

/** A received message from all sides, with the way to the notification it came from. */
export function InboxMessageView({ id }: { id: string }) {
  const query = useInboxMessage(id);
  return (
    <QueryView query={query} label="the message" skeleton={<Skeleton height={700} />}>
      {(message) => (
        <article aria-label={message.subject}>
          <h2 className={classes.title}>{message.subject}</h2>
          <p className={classes.facts}>
            From {message.from} to {message.to.join(', ')}, <Instant at={message.receivedAt} />, {message.size.toLocaleString('en')} bytes
            {message.notificationId !== null && (
              <>
                {' · '}
                <Link to={`/notifications/${message.notificationId}`}>Open its log</Link>
              </>
            )}
          </p>
          <MessageView key={id} subject={message.subject} html={message.html} text={message.text} headers={message.headers} raw={message.raw} />
        </article>
      )}
    </QueryView>
  );
}
