import type { AttributeValue, User } from '@carillon/domain';
import type { ReactNode } from 'react';
import { Link } from 'react-router';
import { Card } from '../../../components/ui/card.tsx';
import { Copyable, Facts, given, type Fact } from '../../../components/ui/facts.tsx';
import { Instant } from '../../../components/ui/instant.tsx';
import { dateText } from '../../../lib/attribute-text.ts';

/** What is known of a user, and where more is. */
export function UserFacts({ user }: { user: User }) {
  const { id, email, phone, externalId, tags, attributes, timeZone, locale, lastActiveAt, lastLoginAt, createdAt, deactivatedAt, deactivationReason } = user;
  const own = (path: string, name: string, value: string) => `${path}?${new URLSearchParams({ [name]: value }).toString()}`;
  const facts: Fact[] = [
    ['Id', <Copyable value={id} />],
    ['Address', email],
    ...given('Phone', phone),
    ...given('External id', externalId),
    ...given('Tags', tags.join(', ')),
    ...Object.entries(attributes).map(([key, value]): Fact => [key, sayValue(value)]),
    ['Time zone', timeZone],
    ['Language', locale],
    ['Last active', lastActiveAt === null ? 'Never' : <Instant at={lastActiveAt} exact />],
    ['Last sign-in', lastLoginAt === null ? 'Never' : <Instant at={lastLoginAt} exact />],
    ['Joined', <Instant at={createdAt} exact />],
    ...given('Deactivated', deactivatedAt && <Instant at={deactivatedAt} exact />),
    ...given('Because', deactivationReason),
    ['Messages', <><Link to={own('/notifications', 'userId', id)}>All messages to this user</Link>, <Link to={own('/notifications', 'recipient', email)}>all to this address</Link></>],
    ['Payments', <Link to={own('/payments', 'userId', id)}>All of this user</Link>],
    ['Verifications', <Link to={own('/verifications', 'userId', id)}>All of this user</Link>],
  ];
  return (
    <Card title="Facts">
      <Facts facts={facts} />
    </Card>
  );
}

function sayValue(value: AttributeValue): ReactNode {
  if (typeof value === 'object') return dateText(value);
  if (typeof value === 'boolean') return value ? 'Yes' : 'No';
  return String(value);
}
