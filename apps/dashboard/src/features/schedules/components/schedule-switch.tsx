import { RuleName, type Schedule } from '@carillon/domain';
import { Switch } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useState } from 'react';
import { ConfirmDialog } from '../../../components/ui/confirm-dialog.tsx';
import { ApiError } from '../../../lib/http/api-error.ts';
import { usePermission } from '../../../lib/session/session-context.tsx';
import { scheduleLabels } from '../../../lib/schedule-labels.ts';
import { useUpdateSchedule } from '../api/update-schedule.ts';

/** On or off. Turning off asks first: from then on the clock leaves it alone. */
export function ScheduleSwitch({ schedule: { rule, enabled, version } }: { schedule: Schedule }) {
  const [asking, setAsking] = useState(false);
  const mayWrite = usePermission('schedules:write');
  const update = useUpdateSchedule(rule);
  const label = scheduleLabels[rule];
  if (!mayWrite) return <span>{enabled ? 'On' : 'Off'}</span>;
  const turnOn = () =>
    update.mutate(
      { version, enabled: true },
      { onError: (error) => notifications.show({ color: 'red', title: `${label} is still off`, message: error instanceof ApiError ? error.message : 'Try again.' }) },
    );
  return (
    <>
      <Switch
        size="sm"
        checked={enabled}
        disabled={update.isPending}
        label={enabled ? 'On' : 'Off'}
        aria-label={`Schedule of ${label}`}
        onChange={() => {
          update.reset();
          if (enabled) setAsking(true);
          else turnOn();
        }}
      />
      <ConfirmDialog
        opened={asking}
        title={`Turn ${label} off?`}
        confirmLabel="Turn it off"
        danger
        pending={update.isPending}
        error={update.error}
        onClose={() => setAsking(false)}
        onConfirm={() => update.mutate({ version, enabled: false }, { onSuccess: () => setAsking(false) })}
      >
        The clock starts no run of it any more, {RuleName.safeParse(rule).success ? 'so that nobody is written to by this rule' : 'so that what it mends stays broken'}, until somebody turns it on. A run that is under way ends, and one can still be started by hand.
      </ConfirmDialog>
    </>
  );
}
