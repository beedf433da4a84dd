import type { User } from '@carillon/domain';
import { Button } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { IconPencil } from '@tabler/icons-react';
import { lazy, Suspense, useState } from 'react';
import { DeleteButton } from '../../../components/ui/delete-button.tsx';
import { useDeleteUser } from '../api/change-user.ts';

const UserFormDialog = lazy(() => import('./user-form-dialog.tsx').then((module) => ({ default: module.UserFormDialog })));

/** Editing a user and taking one away. */
export function UserActions({ user, onDeleted }: { user: User; onDeleted: () => void }) {
  const [editing, setEditing] = useState<boolean | null>(null);
  return (
    <>
      <Button size="xs" variant="default" leftSection={<IconPencil size={14} aria-hidden />} onClick={() => setEditing(true)}>
        Edit
      </Button>
      <DeleteButton title={`Delete ${user.name}?`} confirmLabel="Delete the user" remove={useDeleteUser(user.id)} onDeleted={onDeleted}>
        Tags, attributes and what <strong>{user.email}</strong> decided about messages are gone with it; what was sent stays in the log. To only stop writing to somebody, note below what they do not want.
      </DeleteButton>
      {editing !== null && (
        <Suspense fallback={null}>
          <UserFormDialog
            user={user}
            opened={editing}
            onClose={() => setEditing(false)}
            onSaved={({ name }) => {
              setEditing(false);
              notifications.show({ message: `${name} is saved` });
            }}
          />
        </Suspense>
      )}
    </>
  );
}
