import type { ReceiptDetail } from '@carillon/domain';
import { Card } from '../../../components/ui/card.tsx';
import { Copyable, Facts, given, type Fact } from '../../../components/ui/facts.tsx';
import { Instant } from '../../../components/ui/instant.tsx';
import { receiptLooks, typeLabels } from '../receipt-looks.ts';
import { MessageLink } from './message-link.tsx';

/** Everything that is known of a receipt, and what became of it. */
export function ReceiptFacts({ receipt }: { receipt: ReceiptDetail }) {
  const { id, state, explanation, type, reason, messageId, reference, providerMessageId, eventId, occurredAt, receivedAt, deliveries, tries, nextTryAt, settledAt } = receipt;
  const facts: Fact[] = [
    ['Fate', receiptLooks[state].meaning],
    ...given('More about it', explanation),
    ...given('Says', type && typeLabels[type]),
    ...given('In its words', reason),
    ...given('Message', messageId && <MessageLink id={messageId} />),
    ...given('Reference', reference && <code>{reference}</code>),
    ...given('Provider’s id', providerMessageId && <code>{providerMessageId}</code>),
    ...given('Happened', occurredAt && <Instant at={occurredAt} exact />),
    ['Received', <Instant at={receivedAt} exact />],
    ['Came', deliveries === 1 ? 'once' : `${deliveries.toLocaleString('en')} times`],
    ['Looked at', tries === 1 ? 'once' : `${tries.toLocaleString('en')} times`],
    ...given('Next look', nextTryAt && <Instant at={nextTryAt} />),
    ...given('Settled', settledAt && <Instant at={settledAt} exact />),
    ['Event', <Copyable value={eventId} label="Copy the id of the event" />],
    ['Id', <Copyable value={id} label="Copy the id" />],
  ];
  return (
    <Card title="Facts">
      <Facts facts={facts} />
    </Card>
  );
}
