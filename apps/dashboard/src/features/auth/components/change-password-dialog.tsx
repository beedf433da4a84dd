import { ChangePassword } from '@carillon/domain';
import { Modal, PasswordInput, Stack } from '@mantine/core';
import { useForm } from '@mantine/form';
import { notifications } from '@mantine/notifications';
import { FormButtons } from '../../../components/ui/form-buttons.tsx';
import { FormError } from '../../../components/ui/form-error.tsx';
import { useOpenedAfterMount } from '../../../components/ui/use-opened-after-mount.ts';
import { ApiError } from '../../../lib/http/api-error.ts';
import { useSignedInSession } from '../../../lib/session/session-context.tsx';
import { useChangePassword } from '../api/change-password.ts';

const initialValues: ChangePassword = { currentPassword: '', newPassword: '' };

/** Changes the password of whoever is signed in. Where the focus goes afterwards is up to `onClose`: the menu that opened it is gone. */
export function ChangePasswordDialog({ opened, onClose }: { opened: boolean; onClose: () => void }) {
  const { operator } = useSignedInSession();
  const change = useChangePassword();
  const form = useForm({
    initialValues,
    validate: {
      currentPassword: (value) => (value === '' ? 'Enter your present password' : null),
      newPassword: (_value, values) => ChangePassword.safeParse(values).error?.issues.find(({ path }) => path[0] === 'newPassword')?.message ?? null,
    },
  });
  const close = () => {
    form.reset();
    change.reset();
    onClose();
  };
  const submit = (body: ChangePassword) => {
    if (change.isPending) return;
    change.mutate(body, {
      onSuccess: () => {
        close();
        notifications.show({ message: 'Your password was changed. Your other sessions have ended' });
      },
      onError: (error) => {
        if (!isWrongPassword(error)) return;
        form.setFieldError('currentPassword', error.message);
        form.getInputNode('currentPassword')?.focus();
      },
    });
  };
  return (
    <Modal opened={useOpenedAfterMount(opened)} onClose={close} returnFocus={false} title="Change your password" closeButtonProps={{ 'aria-label': 'Close' }}>
      <form noValidate onSubmit={form.onSubmit(submit)}>
        <Stack gap="sm">
          {/* By this a password manager knows whose password it is. */}
          <input hidden readOnly name="username" autoComplete="username" value={operator.email} />
          <PasswordInput label="Present password" autoComplete="current-password" data-autofocus {...form.getInputProps('currentPassword')} />
          <PasswordInput label="New password" description="At least 12 characters. You stay signed in here, and are signed out everywhere else" autoComplete="new-password" {...form.getInputProps('newPassword')} />
          {!isWrongPassword(change.error) && <FormError error={change.error} />}
          <FormButtons onCancel={close} pending={change.isPending}>Change the password</FormButtons>
        </Stack>
      </form>
    </Modal>
  );
}

function isWrongPassword(error: unknown): error is ApiError {
  return error instanceof ApiError && error.messageAt('/currentPassword') !== undefined;
}
