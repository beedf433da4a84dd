import type { User } from '@carillon/domain';
import { Button } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { IconPencil, IconTrash } from '@tabler/icons-react';
import { lazy, Suspense, useState } from 'react';
import { ConfirmDialog } from '../../../components/ui/confirm-dialog.tsx';
import { useDeleteUser } from '../api/change-user.ts';

const UserFormDialog = lazy(() => import('./user-form-dialog.tsx').then((module) => ({ default: module.UserFormDialog })));

/** Editing a user and taking one away. */
export function UserActions({ user, onDeleted }: { user: User; onDeleted: () => void }) {
  const [editing, setEditing] = useState<boolean | null>(null);
  const [asking, setAsking] = useState(false);
  const remove = useDeleteUser(user.id);
  return (
    <>
      <Button size="xs" variant="default" leftSection={<IconPencil size={14} aria-hidden />} onClick={() => setEditing(true)}>
        Edit
      </Button>
      <Button
        size="xs"
        variant="default"
        leftSection={<IconTrash size={14} aria-hidden />}
        onClick={() => {
          remove.reset();
          setAsking(true);
        }}
      >
        Delete
      </Button>
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
      <ConfirmDialog
        opened={asking}
        title={`Delete ${user.name}?`}
        confirmLabel="Delete the user"
        danger
        pending={remove.isPending}
        error={remove.error}
        onClose={() => setAsking(false)}
        onConfirm={() => remove.mutate(undefined, { onSuccess: onDeleted })}
      >
        Tags, attributes and what <strong>{user.email}</strong> decided about messages are gone with it; what was sent stays in the log. To only stop writing to somebody, note below what they do not want.
      </ConfirmDialog>
    </>
  );
}
