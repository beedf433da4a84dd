import type { InboxSummary } from '@carillon/domain';
import { NavLink, useLocation } from 'react-router';
import { Instant } from '../../../components/ui/instant.tsx';
import { useRowKeys } from '../../../components/ui/use-row-keys.ts';
import classes from './inbox.module.css';

/** The messages; the open one is part of the address. */
export function InboxList({ messages }: { messages: readonly InboxSummary[] }) {
  const { listRef } = useRowKeys(messages.length);
  const { search } = useLocation();
  return (
    <div ref={listRef}>
      <ul className={classes.list} aria-label="Received messages">
        {messages.map(({ id, to, subject, preview, receivedAt }, index) => (
          <li key={id}>
            <NavLink to={`/inbox/${id}${search}`} data-row={index} className={classes.row ?? ''} preventScrollReset>
              <span className={classes.line}>
                <span className={classes.to}>{to.join(', ')}</span>
                <span className={classes.time}>
                  <Instant at={receivedAt} />
                </span>
              </span>
              <span className={classes.subject}>{subject}</span>
              <span className={classes.preview}>{preview}</span>
            </NavLink>
          </li>
        ))}
      </ul>
    </div>
  );
}
