import { NotificationStatus } from '@carillon/domain';
import { Button, Checkbox, Popover } from '@mantine/core';
import { IconChevronDown } from '@tabler/icons-react';
import { StatusBadge } from '../../../components/ui/status-badge.tsx';
import classes from './log-filters.module.css';

/** Which statuses to show; none chosen means all. */
export function StatusFacet({ chosen, onChange }: { chosen: readonly NotificationStatus[]; onChange: (chosen: NotificationStatus[] | undefined) => void }) {
  function toggle(status: NotificationStatus, wanted: boolean): void {
    const next = NotificationStatus.options.filter((option) => (option === status ? wanted : chosen.includes(option)));
    onChange(next.length === 0 ? undefined : next);
  }
  return (
    <Popover position="bottom-start" trapFocus returnFocus>
      <Popover.Target>
        <Button size="xs" variant="default" rightSection={<IconChevronDown size={14} aria-hidden />}>
          State{chosen.length > 0 ? ` (${chosen.length})` : ''}
        </Button>
      </Popover.Target>
      <Popover.Dropdown aria-label="States">
        <div className={classes.options}>
          {NotificationStatus.options.map((status) => (
            <Checkbox key={status} size="xs" label={<StatusBadge status={status} />} checked={chosen.includes(status)} onChange={(event) => toggle(status, event.currentTarget.checked)} />
          ))}
        </div>
      </Popover.Dropdown>
    </Popover>
  );
}
