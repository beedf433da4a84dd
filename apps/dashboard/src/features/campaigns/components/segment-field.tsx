import { NativeSelect } from '@mantine/core';
import type { ReactNode } from 'react';
import { ApiError } from '../../../lib/http/api-error.ts';
import { useChosenSegment } from '../api/get-segment.ts';
import { useSegmentChoices } from '../api/list-choices.ts';

interface SegmentFieldProps {
  /** Empty: every user. */
  value: string;
  error: ReactNode;
  onChange: (id: string) => void;
}

/** Whom a campaign is for. One that was chosen stays chosen when it is not among the choices: it is never every user by mistake. */
export function SegmentField({ value, error, onChange }: SegmentFieldProps) {
  const choices = useSegmentChoices();
  const isListed = value === '' || choices.data?.some(({ id }) => id === value) === true;
  const chosen = useChosenSegment(isListed || choices.isPending ? null : value);
  const isDeleted = !isListed && chosen.error instanceof ApiError && chosen.error.status === 404;
  return (
    <NativeSelect
      label="Segment"
      description="Whom it is for"
      value={value}
      error={error ?? (isDeleted ? 'was deleted: choose another one' : undefined)}
      onChange={(event) => onChange(event.currentTarget.value)}
    >
      <option value="">Every user</option>
      {!isListed && <option value={value}>{isDeleted ? '(deleted segment)' : (chosen.data?.name ?? value)}</option>}
      {(choices.data ?? []).map(({ id, name }) => (
        <option key={id} value={id}>
          {name}
        </option>
      ))}
    </NativeSelect>
  );
}
