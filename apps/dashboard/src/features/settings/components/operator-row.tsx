import type { Operator } from '@carillon/domain';
import { Button, Group } from '@mantine/core';
import { lazy, Suspense, useState } from 'react';
import { ConfirmDialog } from '../../../components/ui/confirm-dialog.tsx';
import { Instant } from '../../../components/ui/instant.tsx';
import table from '../../../components/ui/table.module.css';
import { useSignedInSession } from '../../../lib/session/session-context.tsx';
import { useUpdateOperator } from '../api/update-operator.ts';
import { RoleSelect } from './role-select.tsx';

const SetPasswordDialog = lazy(() => import('./set-password-dialog.tsx').then((module) => ({ default: module.SetPasswordDialog })));

/** One operator. One's own role and access are changed by somebody else, so that nobody locks themselves out; one's own password in the account menu. */
export function OperatorRow({ operator }: { operator: Operator }) {
  const { operator: self } = useSignedInSession();
  const own = operator.id === self.id;
  return (
    <tr>
      <td>
        {operator.name}
        <div className={table.quiet}>{operator.email}</div>
      </td>
      <td>{own ? operator.role : <RoleSelect operator={operator} />}</td>
      <td className={table.nowrap} data-heading="Last sign-in">{operator.lastSignInAt === null ? <span className={table.quiet}>Never</span> : <Instant at={operator.lastSignInAt} />}</td>
      <td className={table.nowrap}>{operator.disabled ? 'Disabled' : 'Active'}</td>
      <td className={table.nowrap}>
        {own ? (
          <span className={table.quiet}>You</span>
        ) : (
          <Group gap="xs">
            <AccessButton operator={operator} />
            <PasswordButton operator={operator} />
          </Group>
        )}
      </td>
    </tr>
  );
}

function AccessButton({ operator }: { operator: Operator }) {
  const [asking, setAsking] = useState(false);
  const update = useUpdateOperator(operator.id);
  return (
    <>
      <Button
        size="compact-xs"
        variant="default"
        aria-label={`${operator.disabled ? 'Enable' : 'Disable'} ${operator.name}`}
        onClick={() => {
          update.reset();
          setAsking(true);
        }}
      >
        {operator.disabled ? 'Enable' : 'Disable'}
      </Button>
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
    </>
  );
}

function PasswordButton({ operator }: { operator: Operator }) {
  const [setting, setSetting] = useState(false);
  const [wanted, setWanted] = useState(false);
  return (
    <>
      <Button
        size="compact-xs"
        variant="default"
        aria-label={`Set a password for ${operator.name}`}
        onClick={() => {
          setWanted(true);
          setSetting(true);
        }}
      >
        Set password
      </Button>
      {wanted && (
        <Suspense fallback={null}>
          <SetPasswordDialog operator={operator} opened={setting} onClose={() => setSetting(false)} />
        </Suspense>
      )}
    </>
  );
}
