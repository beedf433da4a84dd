import { ALL_CATEGORIES, Category, type User } from '@carillon/domain';
import { Button, Group, NativeSelect, Text, TextInput } from '@mantine/core';
import { IconCheck, IconX } from '@tabler/icons-react';
import { useState, type SubmitEvent } from 'react';
import { Card } from '../../../components/ui/card.tsx';
import { FormError } from '../../../components/ui/form-error.tsx';
import { Instant } from '../../../components/ui/instant.tsx';
import type { StatusLook } from '../../../components/ui/status.ts';
import table from '../../../components/ui/table.module.css';
import { ToneBadge } from '../../../components/ui/tone-badge.tsx';
import { useRecordConsent } from '../api/change-user.ts';

const looks = {
  wanted: { label: 'Wanted', tone: 'good', icon: IconCheck, meaning: 'May be sent' },
  unwanted: { label: 'Not wanted', tone: 'quiet', icon: IconX, meaning: 'Is not sent' },
} as const satisfies Record<string, StatusLook>;

/** What a user decided about messages of each category, when and where; and a place to note a decision. */
export function UserConsent({ user, mayWrite }: { user: User; mayWrite: boolean }) {
  const record = useRecordConsent(user.id);
  const [category, setCategory] = useState('');
  const [wanted, setWanted] = useState(false);
  const valid = Category.safeParse(category.trim()).success;
  const known = new Set(user.consent.map((each) => each.category));
  // Before decisions were kept with their time, only the unwanted categories were.
  const rows = [...user.consent, ...user.unsubscribedFrom.filter((each) => !known.has(each)).map((each) => ({ category: each, wanted: false, at: null, source: null }))];
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (valid && !record.isPending) record.mutate({ category: category.trim(), wanted }, { onSuccess: () => setCategory('') });
  };
  return (
    <Card title="Consent">
      {rows.length === 0 ? (
        <Text size="sm" c="dimmed">Nothing was decided: messages of every category may be sent.</Text>
      ) : (
        <div className={table.scroller} tabIndex={0} role="region" aria-label="Decisions by category">
          <table className={`${table.table} ${table.stacking}`}>
            <thead>
              <tr>
                <th scope="col">Category</th>
                <th scope="col">Decision</th>
                <th scope="col">When and where</th>
              </tr>
            </thead>
            <tbody>
              {rows.map(({ category: name, wanted: isWanted, at, source }) => (
                <tr key={name}>
                  <td>{name === ALL_CATEGORIES ? 'Every category' : name}</td>
                  <td>
                    <ToneBadge look={isWanted ? looks.wanted : looks.unwanted} />
                  </td>
                  <td className={table.break}>
                    {at === null ? 'Not known' : <Instant at={at} />} {source !== null && <span className={table.quiet}>{source}</span>}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      {mayWrite && (
        <form onSubmit={submit}>
          <Group gap="xs" align="end" mt="sm">
            <TextInput size="xs" label="Category" placeholder="marketing" maxLength={50} value={category} onChange={(event) => setCategory(event.currentTarget.value)} />
            <NativeSelect size="xs" label="Decision" value={wanted ? 'yes' : 'no'} data={[{ value: 'no', label: 'Not wanted' }, { value: 'yes', label: 'Wanted' }]} onChange={(event) => setWanted(event.currentTarget.value === 'yes')} />
            <Button size="xs" type="submit" variant="default" disabled={!valid} loading={record.isPending}>
              Note the decision
            </Button>
          </Group>
          <FormError error={record.error} />
        </form>
      )}
    </Card>
  );
}
