import type { Schedule } from '@carillon/domain';
import { Button, Group, Stack, TextInput } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useState, type FormEvent } from 'react';
import { Card } from '../../../components/ui/card.tsx';
import { FormError } from '../../../components/ui/form-error.tsx';
import { ApiError } from '../../../lib/http/api-error.ts';
import { scheduleLabels } from '../../../lib/schedule-labels.ts';
import { useUpdateSchedule } from '../api/update-schedule.ts';
import { describeParameters } from '../describe-parameters.ts';
import { changeOf, declaredDraft, draftOf, type ScheduleDraft } from '../schedule-draft.ts';
import { TimeZoneField } from './time-zone-field.tsx';

/** When the rule is swept and with what. What the server refuses is said at the field; nothing typed is lost to a change by others. */
export function ScheduleForm({ schedule }: { schedule: Schedule }) {
  const [base, setBase] = useState(schedule);
  const [draft, setDraft] = useState(() => draftOf(schedule));
  const update = useUpdateSchedule(schedule.rule);
  const change = changeOf(base, draft);
  const outdated = schedule.version > base.version;
  const takeIn = (next: Schedule) => {
    setBase(next);
    setDraft(draftOf(next));
  };
  // Somebody else has saved: followed at once where nothing is being edited, on demand where it is.
  if (outdated && change === null) takeIn(schedule);

  const edit = (part: Partial<ScheduleDraft>) => {
    update.reset();
    setDraft({ ...draft, ...part });
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (change === null || update.isPending) return;
    update.mutate(change, {
      onSuccess: (saved) => {
        takeIn(saved);
        notifications.show({ message: `${scheduleLabels[saved.rule]}: ${saved.cronInWords} (${saved.timeZone})` });
      },
    });
  };
  const problem = update.error instanceof ApiError ? update.error : null;
  const fields = describeParameters(base.parametersSchema);
  const named = problem !== null && problem.details.length > 0 && problem.code === 'validation-failed';

  return (
    <Card title="Change">
      <form noValidate onSubmit={submit}>
        <Stack gap="sm">
          <TextInput
            label="Cron expression"
            description={`Minute, hour, day, month, weekday. Declared: ${base.declared.cron}`}
            spellCheck={false}
            value={draft.cron}
            error={problem?.messageAt('/cron')}
            onChange={(event) => edit({ cron: event.currentTarget.value })}
          />
          <TimeZoneField declared={base.declared.timeZone} value={draft.timeZone} error={problem?.messageAt('/timeZone')} onChange={(timeZone) => edit({ timeZone })} />
          {fields.map(({ name, label, description, kind }) => (
            <TextInput
              key={name}
              label={label}
              description={description ?? undefined}
              inputMode={kind === 'number' ? 'numeric' : 'text'}
              value={draft.parameters[name] ?? ''}
              error={problem?.details.find(({ pointer = '' }) => `${pointer}/`.startsWith(`/parameters/${name}/`))?.message}
              onChange={(event) => edit({ parameters: { ...draft.parameters, [name]: event.currentTarget.value } })}
            />
          ))}
          {!named && <FormError error={update.error} />}
          <Group gap="xs">
            <Button type="submit" size="xs" disabled={change === null} loading={update.isPending}>
              Save
            </Button>
            <Button size="xs" variant="default" onClick={() => edit(declaredDraft(base))}>
              Fill in what is declared
            </Button>
            {outdated && change !== null && (
              <Button
                size="xs"
                variant="default"
                onClick={() => {
                  update.reset();
                  takeIn(schedule);
                }}
              >
                Drop my changes and load theirs
              </Button>
            )}
          </Group>
        </Stack>
      </form>
    </Card>
  );
}
