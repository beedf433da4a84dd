import { NewPassword, type Operator } from '@carillon/domain';
import { Modal, PasswordInput, Stack } from '@mantine/core';
import { useForm } from '@mantine/form';
import { notifications } from '@mantine/notifications';
import { FormButtons } from '../../../components/ui/form-buttons.tsx';
import { FormError } from '../../../components/ui/form-error.tsx';
import { useOpenedAfterMount } from '../../../components/ui/use-opened-after-mount.ts';
import { useUpdateOperator } from '../api/update-operator.ts';

/** Gives another operator a new password, who has forgotten the old one or whose password somebody else knows. */
export function SetPasswordDialog({ operator, opened, onClose }: { operator: Operator; opened: boolean; onClose: () => void }) {
  const update = useUpdateOperator(operator.id);
  const form = useForm({ initialValues: { password: '' }, validate: { password: (value) => NewPassword.safeParse(value).error?.issues[0]?.message ?? null } });
  const close = () => {
    form.reset();
    update.reset();
    onClose();
  };
  const submit = ({ password }: { password: string }) => {
    if (update.isPending) return;
    update.mutate(
      { password },
      {
        onSuccess: () => {
          close();
          notifications.show({ message: `${operator.name} has a new password, and is signed out everywhere` });
        },
      },
    );
  };
  return (
    <Modal opened={useOpenedAfterMount(opened)} onClose={close} title={`Set a password for ${operator.name}`} closeButtonProps={{ 'aria-label': 'Close' }}>
      <form noValidate onSubmit={form.onSubmit(submit)}>
        <Stack gap="sm">
          <PasswordInput
            label="New password"
            description={`At least 12 characters. The old one of ${operator.email} stops working, and all open sessions end`}
            autoComplete="new-password"
            data-autofocus
            {...form.getInputProps('password')}
          />
          <FormError error={update.error} />
          <FormButtons onCancel={close} pending={update.isPending}>Set the password</FormButtons>
        </Stack>
      </form>
    </Modal>
  );
}
