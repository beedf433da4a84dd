import { Button, Group } from '@mantine/core';
import type { ReactNode } from 'react';

interface FormButtonsProps {
  onCancel: () => void;
  pending: boolean;
  /** Nothing that could be sent yet. */
  disabled?: boolean;
  /** What is under way can not be left. */
  keepOpen?: boolean;
  /** What the form does. */
  children: ReactNode;
}

/** What a dialog's form ends with. */
export function FormButtons({ onCancel, pending, disabled = false, keepOpen = false, children }: FormButtonsProps) {
  return (
    <Group justify="flex-end" gap="xs">
      <Button variant="default" onClick={onCancel} disabled={keepOpen}>
        Cancel
      </Button>
      <Button type="submit" disabled={disabled} loading={pending}>
        {children}
      </Button>
    </Group>
  );
}
