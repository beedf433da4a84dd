import { Button, TextInput } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { debounce, parseAsString, useQueryStates } from 'nuqs';
import { useRef } from 'react';
import { Link, useParams } from 'react-router';
import { EmptyState } from '../../components/ui/empty-state.tsx';
import { LoadMore } from '../../components/ui/load-more.tsx';
import { PageHeader } from '../../components/ui/page-header.tsx';
import { QueryView } from '../../components/ui/query-view.tsx';
import { RowSkeleton } from '../../components/ui/skeletons.tsx';
import { useInbox } from '../../features/inbox/api/list-inbox.ts';
import { InboxList } from '../../features/inbox/components/inbox-list.tsx';
import { InboxMessageView } from '../../features/inbox/components/inbox-message-view.tsx';
import { useShortcuts } from '../../lib/keyboard/use-shortcuts.ts';
import { usePermission } from '../../lib/session/session-context.tsx';
import classes from './inbox-page.module.css';

const state = { to: parseAsString.withDefault(''), search: parseAsString.withDefault('') };

export function InboxPage() {
  const { id } = useParams();
  const [filter, setFilter] = useQueryStates(state, { limitUrlUpdates: debounce(200) });
  const query = useInbox(filter);
  const mayWrite = usePermission('notifications:write');
  const field = useRef<HTMLInputElement>(null);
  useShortcuts([{ keys: '/', label: 'Search', group: 'Lists', run: () => field.current?.focus() }]);

  return (
    <>
      <PageHeader title="Inbox" description="What the mail sandbox of this installation received. Nothing here left this machine." />
      <div className={classes.columns} data-open={id !== undefined || undefined}>
        <div className={classes.messages}>
          <div className={classes.search}>
            <TextInput ref={field} size="xs" aria-label="Part of the subject" placeholder="Subject" leftSection={<IconSearch size={15} aria-hidden />} value={filter.search} onChange={(event) => void setFilter({ search: event.currentTarget.value })} />
            <TextInput size="xs" aria-label="Part of the recipient" placeholder="Recipient" value={filter.to} onChange={(event) => void setFilter({ to: event.currentTarget.value })} />
          </div>
          <QueryView query={query} label="the messages" skeleton={<RowSkeleton rows={8} height={78} />}>
            {({ pages }) => {
              const messages = pages.flatMap((page) => page.items);
              if (messages.length > 0) {
                return (
                  <>
                    <InboxList messages={messages} />
                    <LoadMore hasMore={query.hasNextPage} loading={query.isFetchingNextPage} onLoad={() => void query.fetchNextPage()} />
                  </>
                );
              }
              if (filter.to !== '' || filter.search !== '') {
                return (
                  <EmptyState
                    kind="no-match"
                    title="Nothing matches"
                    action={
                      <Button variant="default" onClick={() => void setFilter(null)}>
                        Clear the search
                      </Button>
                    }
                  />
                );
              }
              return (
                <EmptyState
                  kind="none"
                  title="Nothing received yet"
                  action={
                    mayWrite ? (
                      <Button component={Link} to="/test-email">
                        Send a test e-mail
                      </Button>
                    ) : undefined
                  }
                >
                  Every mail that is sent from here arrives in this sandbox instead of at its recipient.
                </EmptyState>
              );
            }}
          </QueryView>
        </div>
        <div className={classes.message}>
          {id === undefined ? (
            <p className={classes.hint}>Choose a message to read it.</p>
          ) : (
            <>
              <Link to="/inbox" className={classes.back}>
                Back to all messages
              </Link>
              <InboxMessageView id={id} />
            </>
          )}
        </div>
      </div>
    </>
  );
}
