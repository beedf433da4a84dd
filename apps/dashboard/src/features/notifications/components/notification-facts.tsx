import type { NotificationDetail } from '@carillon/domain';
import type { ReactNode } from 'react';
import { Link } from 'react-router';
import { Card } from '../../../components/ui/card.tsx';
import { CopyButton } from '../../../components/ui/copy-button.tsx';
import { Instant } from '../../../components/ui/instant.tsx';
import { NextTry } from '../../../components/ui/next-try.tsx';
import classes from '../../../components/ui/facts.module.css';

/** What it is and where it came from. Values that others share lead to the log of all that share them. */
export function NotificationFacts({ notification }: { notification: NotificationDetail }) {
  const { id, to, userId, paymentId, timeZone, occurrence, channel, category, template, rule, tags, priority, createdAt, sendAt, sentAt, nextAttemptAt, requestedBy, requestId, idempotencyKey, messageId } = notification;
  const alike = (name: string, value: string) => `/notifications?${new URLSearchParams({ [name]: value }).toString()}`;
  const facts: [string, ReactNode][] = [
    ['Recipient', <Link to={alike('recipient', to)}>{to}</Link>],
    ...(userId === null ? [] : [['User', <Link to={alike('userId', userId)}>{userId}</Link>] satisfies [string, ReactNode]]),
    ...(timeZone === null ? [] : [['Their time zone', timeZone] satisfies [string, ReactNode]]),
    ['Channel', channel],
    ...(channel === 'vendor' ? [['Receipts', <Link to={`/receipts?text=${id}`}>What the vendor said</Link>] satisfies [string, ReactNode]] : []),
    ['Category', <Link to={alike('category', category)}>{category}</Link>],
    ...(template === null ? [] : [['Template', <Link to={alike('template', template.name)}>{`${template.name}, version ${template.version}`}</Link>] satisfies [string, ReactNode]]),
    ...(rule === null ? [] : [['Rule', <Link to={alike('rule', rule)}>{rule}</Link>] satisfies [string, ReactNode]]),
    ...(occurrence === null ? [] : [['Sent for', `${occurrence.subjectId}, ${occurrence.slot}`] satisfies [string, ReactNode]]),
    ...(paymentId === null ? [] : [['Payment', <Link to={alike('paymentId', paymentId)}>All messages about this payment</Link>] satisfies [string, ReactNode]]),
    ...tags.map((tag): [string, ReactNode] => ['Tag', <Link to={alike('tag', tag)}>{tag}</Link>]),
    ['Priority', priority],
    ['Created', <Instant at={createdAt} exact />],
    ...(sendAt === null ? [] : [['Not before', <Instant at={sendAt} exact />] satisfies [string, ReactNode]]),
    ...(nextAttemptAt === null ? [] : [['Next try', <NextTry at={nextAttemptAt} />] satisfies [string, ReactNode]]),
    ...(sentAt === null ? [] : [['Sent', <Instant at={sentAt} exact />] satisfies [string, ReactNode]]),
    ['Requested by', `${requestedBy.name} (${requestedBy.kind})`],
    ['Id', <Copyable value={id} label="Copy the id" />],
    ['Request id', <Copyable value={requestId} label="Copy the request id" />],
    ...(idempotencyKey === null ? [] : [['Idempotency key', <Copyable value={idempotencyKey} label="Copy the idempotency key" />] satisfies [string, ReactNode]]),
    ['Message id', <Copyable value={messageId} label="Copy the message id" />],
  ];
  return (
    <Card title="Facts">
      <dl className={classes.facts}>
        {facts.map(([name, value], index) => (
          <div key={`${name}-${index}`} className={classes.fact}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </Card>
  );
}

function Copyable({ value, label }: { value: string; label: string }) {
  return (
    <span className={classes.copyable}>
      <code>{value}</code>
      <CopyButton value={value} label={label} />
    </span>
  );
}
