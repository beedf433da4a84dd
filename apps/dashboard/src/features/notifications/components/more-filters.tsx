import { NotificationFilter } from '@carillon/domain';
import { Button, Popover, TextInput } from '@mantine/core';
import { IconAdjustmentsHorizontal } from '@tabler/icons-react';
import { useState } from 'react';
import { ownZone } from '../../../lib/time/format-instant.ts';
import { fromLocalInput, toLocalInput } from '../../../lib/time/local-input.ts';
import type { ChangeFilter } from '../filter-state.ts';
import classes from './log-filters.module.css';

const fields = [
  { name: 'recipient', label: 'Exact recipient', placeholder: 'ada@example.com' },
  { name: 'userId', label: 'User', placeholder: 'usr-1042' },
  { name: 'paymentId', label: 'Payment', placeholder: 'pay-1042' },
  { name: 'category', label: 'Category', placeholder: 'billing' },
  { name: 'template', label: 'Template', placeholder: 'payment-reminder' },
  { name: 'rule', label: 'Rule', placeholder: 'payment.send-reminder' },
  { name: 'tag', label: 'Tag', placeholder: 'TEST' },
] as const;

/** The facets one needs less often; they take effect together. */
export function MoreFilters({ filter, onChange }: { filter: NotificationFilter; onChange: ChangeFilter }) {
  const [opened, setOpened] = useState(false);
  return (
    <Popover position="bottom-start" trapFocus returnFocus opened={opened} onChange={setOpened}>
      <Popover.Target>
        <Button size="xs" variant="default" leftSection={<IconAdjustmentsHorizontal size={14} aria-hidden />} onClick={() => setOpened((before) => !before)}>
          More filters
        </Button>
      </Popover.Target>
      <Popover.Dropdown aria-label="More filters">
        <MoreFiltersForm
          filter={filter}
          onApply={(part) => {
            onChange(part);
            setOpened(false);
          }}
        />
      </Popover.Dropdown>
    </Popover>
  );
}

function MoreFiltersForm({ filter, onApply }: { filter: NotificationFilter; onApply: ChangeFilter }) {
  const [texts, setTexts] = useState<Record<string, string>>(() => Object.fromEntries(fields.map(({ name }) => [name, filter[name] ?? ''])));
  const [from, setFrom] = useState(toLocalInput(filter.from));
  const [to, setTo] = useState(toLocalInput(filter.to));
  const problemOf = (name: (typeof fields)[number]['name']) => {
    const text = texts[name]?.trim() ?? '';
    const parsed = NotificationFilter.shape[name].safeParse(text === '' ? undefined : text);
    return parsed.success ? undefined : parsed.error.issues[0]?.message;
  };
  const invalid = fields.some(({ name }) => problemOf(name) !== undefined);

  return (
    <form
      className={classes.more}
      onSubmit={(event) => {
        event.preventDefault();
        if (invalid) return;
        const given = Object.fromEntries(fields.map(({ name }) => [name, texts[name]?.trim() || undefined]));
        onApply({ ...given, from: fromLocalInput(from), to: fromLocalInput(to) });
      }}
    >
      {fields.map(({ name, label, placeholder }) => (
        <TextInput
          key={name}
          size="xs"
          label={label}
          placeholder={placeholder}
          value={texts[name] ?? ''}
          error={problemOf(name)}
          onChange={(event) => {
            const { value } = event.currentTarget;
            setTexts((before) => ({ ...before, [name]: value }));
          }}
        />
      ))}
      <TextInput size="xs" type="datetime-local" label="Created at or after" description={zoneHint} value={from} onChange={(event) => setFrom(event.currentTarget.value)} />
      <TextInput size="xs" type="datetime-local" label="Created before" description={zoneHint} value={to} onChange={(event) => setTo(event.currentTarget.value)} />
      <Button size="xs" type="submit" disabled={invalid}>
        Apply
      </Button>
    </form>
  );
}

const zoneHint = `By the clock of ${ownZone}`;
