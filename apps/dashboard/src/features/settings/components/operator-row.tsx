import { OperatorRole, type Operator } from '@carillon/domain';
import { Button, NativeSelect } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useState } from 'react';
import { ConfirmDialog } from '../../../components/ui/confirm-dialog.tsx';
import { Instant } from '../../../components/ui/instant.tsx';
import table from '../../../components/ui/table.module.css';
import { ApiError } from '../../../lib/http/api-error.ts';
import { useSignedInSession } from '../../../lib/session/session-context.tsx';
import { useUpdateOperator } from '../api/update-operator.ts';

/** One operator. One's own role and access are changed by somebody else, so that nobody locks themselves out. */
export function OperatorRow({ operator }: { operator: Operator }) {
  const { operator: self } = useSignedInSession();
  const [asking, setAsking] = useState(false);
  const update = useUpdateOperator(operator.id);
  const own = operator.id === self.id;

  function changeRole(role: OperatorRole): void {
    update.mutate(
      { role },
      {
        onSuccess: () => notifications.show({ message: `${operator.name} is ${role} now` }),
        onError: (error) => notifications.show({ color: 'red', title: 'The role was not changed', message: error instanceof ApiError ? error.message : 'Try again.' }),
      },
    );
  }

  return (
    <tr>
      <td>
        {operator.name}
        <div className={table.quiet}>{operator.email}</div>
      </td>
      <td>
        {own ? (
          operator.role
        ) : (
          <NativeSelect
            size="xs"
            w={112}
            aria-label={`Role of ${operator.name}`}
            value={operator.role}
            disabled={update.isPending}
            data={OperatorRole.options}
            onChange={(event) => changeRole(OperatorRole.parse(event.currentTarget.value))}
          />
        )}
      </td>
      <td className={table.nowrap} data-heading="Last sign-in">{operator.lastSignInAt === null ? <span className={table.quiet}>Never</span> : <Instant at={operator.lastSignInAt} />}</td>
      <td className={table.nowrap}>{operator.disabled ? 'Disabled' : 'Active'}</td>
      <td className={table.nowrap}>
        {own ? (
          <span className={table.quiet}>You</span>
        ) : (
          <Button size="compact-xs" variant="default" aria-label={`${operator.disabled ? 'Enable' : 'Disable'} ${operator.name}`} onClick={() => setAsking(true)}>
            {operator.disabled ? 'Enable' : 'Disable'}
          </Button>
        )}
        <ConfirmDialog
          opened={asking}
          title={`${operator.disabled ? 'Enable' : 'Disable'} ${operator.name}?`}
          confirmLabel={operator.disabled ? 'Enable' : 'Disable'}
          danger={!operator.disabled}
          pending={update.isPending}
          error={update.error}
          onClose={() => setAsking(false)}
          onConfirm={() => update.mutate({ disabled: !operator.disabled }, { onSuccess: () => setAsking(false) })}
        >
          {operator.disabled ? `${operator.email} will be able to sign in again.` : `${operator.email} will not be able to sign in any more, and open sessions end.`}
        </ConfirmDialog>
      </td>
    </tr>
  );
}
