import { Modal, Stack, Textarea, TextInput } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useState, type SubmitEvent } from 'react';
import { FormButtons } from '../../../components/ui/form-buttons.tsx';
import { FormError } from '../../../components/ui/form-error.tsx';
import { useOpenedAfterMount } from '../../../components/ui/use-opened-after-mount.ts';
import { useAddSuppressions } from '../api/suppressions.ts';

/** The address that the server speaks of, as it was typed. */
function addressAt(addresses: readonly string[] = [], pointer = ''): string | undefined {
  const [, index] = /^\/addresses\/(\d+)$/.exec(pointer) ?? [];
  return index === undefined ? undefined : `“${addresses[Number(index)] ?? ''}”`;
}

/** Takes addresses, apart by blanks, commas or lines, onto the list. */
export function AddSuppressionsDialog({ opened, onClose }: { opened: boolean; onClose: () => void }) {
  const shown = useOpenedAfterMount(opened);
  const add = useAddSuppressions();
  const [text, setText] = useState('');
  const [note, setNote] = useState('');
  const addresses = text.split(/[\s,;]+/).filter((address) => address !== '');
  const close = () => {
    if (add.isPending) return;
    setText('');
    setNote('');
    add.reset();
    onClose();
  };
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (add.isPending || addresses.length === 0) return;
    add.mutate(
      { addresses, note: note.trim() },
      {
        onSuccess: ({ added, existing }) => {
          notifications.show({ message: existing === 0 ? `${added} added` : `${added} added, ${existing} were on the list before` });
          close();
        },
      },
    );
  };
  return (
    <Modal opened={shown} onClose={close} title="Suppress addresses" closeButtonProps={{ 'aria-label': 'Close' }}>
      <form onSubmit={submit}>
        <Stack gap="sm">
          <Textarea label="Addresses" description="E-mail addresses or international phone numbers, one per line" rows={6} data-autofocus value={text} onChange={(event) => setText(event.currentTarget.value)} />
          <TextInput label="Note" description="Why, for whoever looks at the list later" maxLength={200} value={note} onChange={(event) => setNote(event.currentTarget.value)} />
          <FormError error={add.error} labelOf={({ pointer }) => addressAt(add.variables?.addresses, pointer)} />
          <FormButtons onCancel={close} pending={add.isPending} disabled={addresses.length === 0} keepOpen={add.isPending}>Suppress {addresses.length > 1 ? `${addresses.length} addresses` : 'the address'}</FormButtons>
        </Stack>
      </form>
    </Modal>
  );
}
