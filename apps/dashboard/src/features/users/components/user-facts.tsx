import type { AttributeValue, User } from '@carillon/domain';
import type { ReactNode } from 'react';
import { Link } from 'react-router';
import { Card } from '../../../components/ui/card.tsx';
import { CopyButton } from '../../../components/ui/copy-button.tsx';
import { Instant } from '../../../components/ui/instant.tsx';
import classes from '../../../components/ui/facts.module.css';
import { dateText } from '../../../lib/attribute-text.ts';

/** What is known of a user, and where more is. */
export function UserFacts({ user }: { user: User }) {
  const { id, email, phone, externalId, tags, attributes, timeZone, locale, lastActiveAt, lastLoginAt, createdAt, deactivatedAt, deactivationReason } = user;
  const own = (path: string, name: string, value: string) => `${path}?${new URLSearchParams({ [name]: value }).toString()}`;
  const facts: [string, ReactNode][] = [
    ['Id', <Copyable value={id} />],
    ['Address', email],
    ...(phone === null ? [] : [['Phone', phone] satisfies [string, ReactNode]]),
    ...(externalId === null ? [] : [['External id', externalId] satisfies [string, ReactNode]]),
    ...(tags.length === 0 ? [] : [['Tags', tags.join(', ')] satisfies [string, ReactNode]]),
    ...Object.entries(attributes).map(([key, value]): [string, ReactNode] => [key, sayValue(value)]),
    ['Time zone', timeZone],
    ['Language', locale],
    ['Last active', lastActiveAt === null ? 'Never' : <Instant at={lastActiveAt} exact />],
    ['Last sign-in', lastLoginAt === null ? 'Never' : <Instant at={lastLoginAt} exact />],
    ['Joined', <Instant at={createdAt} exact />],
    ...(deactivatedAt === null ? [] : [['Deactivated', <Instant at={deactivatedAt} exact />] satisfies [string, ReactNode]]),
    ...(deactivationReason === null ? [] : [['Because', deactivationReason] satisfies [string, ReactNode]]),
    ['Messages', <><Link to={own('/notifications', 'userId', id)}>All messages to this user</Link>, <Link to={own('/notifications', 'recipient', email)}>all to this address</Link></>],
    ['Payments', <Link to={own('/payments', 'userId', id)}>All of this user</Link>],
    ['Verifications', <Link to={own('/verifications', 'userId', id)}>All of this user</Link>],
  ];
  return (
    <Card title="Facts">
      <dl className={classes.facts}>
        {facts.map(([name, value]) => (
          <div key={name} className={classes.fact}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </Card>
  );
}

function sayValue(value: AttributeValue): ReactNode {
  if (typeof value === 'object') return dateText(value);
  if (typeof value === 'boolean') return value ? 'Yes' : 'No';
  return String(value);
}

function Copyable({ value }: { value: string }) {
  return (
    <span className={classes.copyable}>
      <code>{value}</code>
      <CopyButton value={value} label="Copy the id" />
    </span>
  );
}
