import { OperatorRole, permissionsOf, type Operator } from '@carillon/domain';
import { NativeSelect } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useState } from 'react';
import { ConfirmDialog } from '../../../components/ui/confirm-dialog.tsx';
import { useUpdateOperator } from '../api/update-operator.ts';
import { roleLooks } from '../role-looks.ts';

/** What another operator may do. One key is enough to choose something else in it, so it asks before anything changes. */
export function RoleSelect({ operator }: { operator: Operator }) {
  const { name, email, role } = operator;
  const [wanted, setWanted] = useState<OperatorRole | null>(null);
  const update = useUpdateOperator(operator.id);
  const next = wanted ?? role;
  return (
    <>
      <NativeSelect
        size="xs"
        w={112}
        aria-label={`Role of ${name}`}
        value={next}
        data={OperatorRole.options}
        onChange={(event) => {
          update.reset();
          setWanted(OperatorRole.parse(event.currentTarget.value));
        }}
      />
      <ConfirmDialog
        opened={wanted !== null}
        title={`Make ${name} ${roleLooks[next].name}?`}
        confirmLabel="Change the role"
        danger={permissionsOf(next).length < permissionsOf(role).length}
        pending={update.isPending}
        error={update.error}
        onClose={() => setWanted(null)}
        onConfirm={() =>
          update.mutate(
            { role: next },
            {
              onSuccess: () => {
                setWanted(null);
                notifications.show({ message: `${name} is ${roleLooks[next].name} now` });
              },
            },
          )
        }
      >
        {email} is {roleLooks[role].name} now. {roleLooks[next].mayDo} Open sessions end: {name} has to sign in again.
      </ConfirmDialog>
    </>
  );
}
