import type { TrackingEvent, TrackingSign } from '@carillon/domain';
import { Skeleton } from '@mantine/core';
import type { ReactNode } from 'react';
import { Card } from '../../../components/ui/card.tsx';
import facts from '../../../components/ui/facts.module.css';
import { Instant } from '../../../components/ui/instant.tsx';
import { QueryView } from '../../../components/ui/query-view.tsx';
import { useRecipientTracking } from '../api/get-tracking.ts';

const signs: Record<TrackingSign, string> = {
  'apple-privacy': 'Mail Privacy Protection',
  'image-proxy': 'the picture proxy of a mailbox provider',
  'prefetch': 'a filter, with the delivery',
  'robot': 'a robot',
  'no-user-agent': 'a program without a name',
};

/** What one recipient did with the message, and what machines did in their name. */
export function RecipientReading({ id, logId }: { id: string; logId: string }) {
  const query = useRecipientTracking(id, logId);
  return (
    <Card title="Reading">
      <QueryView query={query} label="what was read" skeleton={<Skeleton height={60} radius={6} />}>
        {({ items }) => (
          <dl className={facts.facts}>
            {items.length === 0 && <Fact name="Opened">Not that we know</Fact>}
            {items.filter(isShown).map((event) => (
              <Fact key={`${event.kind} ${event.link}`} name={event.kind === 'open' ? 'Opened' : 'Followed'}>
                {event.target !== null && <div>{event.target}</div>}
                <Instant at={event.firstAt} />
                {event.count > 1 && `, ${event.count.toLocaleString('en')} times`}
                {event.firstByPersonAt === null && ', by machines alone'}
                {event.signs.length > 0 && ` (${event.signs.map((sign) => signs[sign]).join(', ')})`}
              </Fact>
            ))}
          </dl>
        )}
      </QueryView>
    </Card>
  );
}

/** Each link stands for itself; that any was followed says nothing more. */
function isShown({ kind, link }: TrackingEvent): boolean {
  return kind === 'open' || link !== null;
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div className={facts.fact}>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}
