import { ActionIcon } from '@mantine/core';
import { useClipboard } from '@mantine/hooks';
import { IconCheck, IconCopy } from '@tabler/icons-react';

/** Copies a value; says so by its name too, not by the icon alone. */
export function CopyButton({ value, label }: { value: string; label: string }) {
  const clipboard = useClipboard({ timeout: 1_500 });
  return (
    <ActionIcon size="sm" variant="subtle" color="gray" aria-label={clipboard.copied ? 'Copied' : label} title={label} onClick={() => clipboard.copy(value)}>
      {clipboard.copied ? <IconCheck size={14} aria-hidden /> : <IconCopy size={14} aria-hidden />}
    </ActionIcon>
  );
}
