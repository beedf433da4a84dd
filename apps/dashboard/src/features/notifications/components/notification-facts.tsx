import type { NotificationDetail } from '@carillon/domain';
import { Link } from 'react-router';
import { Card } from '../../../components/ui/card.tsx';
import { Copyable, Facts, given, type Fact } from '../../../components/ui/facts.tsx';
import { Instant } from '../../../components/ui/instant.tsx';
import { NextTry } from '../../../components/ui/next-try.tsx';
import { channelLabels } from '../../../lib/channel-labels.ts';

/** What it is and where it came from. Values that others share lead to the log of all that share them. */
export function NotificationFacts({ notification }: { notification: NotificationDetail }) {
  const { id, to, userId, paymentId, timeZone, occurrence, channel, category, template, rule, tags, priority, createdAt, sendAt, sentAt, nextAttemptAt, requestedBy, requestId, idempotencyKey, messageId } = notification;
  const alike = (name: string, value: string) => `/notifications?${new URLSearchParams({ [name]: value }).toString()}`;
  const facts: Fact[] = [
    ['Recipient', <Link to={alike('recipient', to)}>{to}</Link>],
    ...given('User', userId && <Link to={alike('userId', userId)}>{userId}</Link>),
    ...given('Their time zone', timeZone),
    ['Channel', channelLabels[channel]],
    ...given('Receipts', channel === 'vendor' ? <Link to={`/receipts?search=${id}`}>What the vendor said</Link> : null),
    ['Category', <Link to={alike('category', category)}>{category}</Link>],
    ...given('Template', template && <Link to={alike('template', template.name)}>{`${template.name}, version ${template.version}`}</Link>),
    ...given('Rule', rule && <Link to={alike('rule', rule)}>{rule}</Link>),
    ...given('Sent for', occurrence && `${occurrence.subjectId}, ${occurrence.slot}`),
    ...given('Payment', paymentId && <Link to={alike('paymentId', paymentId)}>All messages about this payment</Link>),
    ...tags.map((tag): Fact => ['Tag', <Link to={alike('tag', tag)}>{tag}</Link>]),
    ['Priority', priority],
    ['Created', <Instant at={createdAt} exact />],
    ...given('Not before', sendAt && <Instant at={sendAt} exact />),
    ...given('Next try', nextAttemptAt && <NextTry at={nextAttemptAt} />),
    ...given('Sent', sentAt && <Instant at={sentAt} exact />),
    ['Requested by', `${requestedBy.name} (${requestedBy.kind})`],
    ['Id', <Copyable value={id} label="Copy the id" />],
    ['Request id', <Copyable value={requestId} label="Copy the request id" />],
    ...given('Idempotency key', idempotencyKey && <Copyable value={idempotencyKey} label="Copy the idempotency key" />),
    ['Message id', <Copyable value={messageId} label="Copy the message id" />],
  ];
  return (
    <Card title="Facts">
      <Facts facts={facts} />
    </Card>
  );
}
