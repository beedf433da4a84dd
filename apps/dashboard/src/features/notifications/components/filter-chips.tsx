import type { NotificationFilter } from '@carillon/domain';
import { Button } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import { statusLooks } from '../../../components/ui/status.ts';
import { formatLocal } from '../../../lib/time/format-instant.ts';
import { describeFilter } from '../describe-filter.ts';
import type { ChangeFilter } from '../filter-state.ts';
import classes from './log-filters.module.css';

/** What the log is narrowed to, each part with its own way out. */
export function FilterChips({ filter, onChange, onClear }: { filter: NotificationFilter; onChange: ChangeFilter; onClear: () => void }) {
  const parts = describeFilter(filter, { status: (status) => statusLooks[status].label, instant: (instant) => formatLocal(new Date(instant)) });
  if (parts.length === 0) return null;
  return (
    <div className={classes.chips}>
      {parts.map(({ name, text }) => (
        <button key={name} type="button" className={classes.chip} aria-label={`Remove the filter: ${text}`} onClick={() => onChange({ [name]: undefined })}>
          {text}
          <IconX size={13} aria-hidden />
        </button>
      ))}
      <Button size="compact-xs" variant="subtle" onClick={onClear}>
        Clear all
      </Button>
    </div>
  );
}
