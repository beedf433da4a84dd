import { CreateOperator, OperatorRole } from '@carillon/domain';
import { Modal, NativeSelect, PasswordInput, Stack, TextInput } from '@mantine/core';
import { schemaResolver, useForm } from '@mantine/form';
import { notifications } from '@mantine/notifications';
import { FormButtons } from '../../../components/ui/form-buttons.tsx';
import { FormError } from '../../../components/ui/form-error.tsx';
import { useCreateOperator } from '../api/create-operator.ts';
import { roleLooks } from '../role-looks.ts';

const initialValues: CreateOperator = { email: '', name: '', role: 'viewer', password: '' };

export function CreateOperatorDialog({ opened, onClose }: { opened: boolean; onClose: () => void }) {
  const create = useCreateOperator();
  const form = useForm({ initialValues, validate: schemaResolver(CreateOperator, { sync: true }) });
  const close = () => {
    form.reset();
    create.reset();
    onClose();
  };
  const submit = (body: CreateOperator) => {
    if (create.isPending) return;
    create.mutate(body, {
      onSuccess: ({ name }) => {
        close();
        notifications.show({ message: `${name} can sign in now` });
      },
    });
  };
  return (
    <Modal opened={opened} onClose={close} title="Add an operator" closeButtonProps={{ 'aria-label': 'Close' }}>
      <form noValidate onSubmit={form.onSubmit(submit)}>
        <Stack gap="sm">
          <TextInput label="Name" data-autofocus {...form.getInputProps('name')} />
          <TextInput label="E-mail" type="email" {...form.getInputProps('email')} />
          <NativeSelect
            label="Role"
            description={OperatorRole.options.map((role) => roleLooks[role].mayDo).join(' ')}
            data={OperatorRole.options}
            {...form.getInputProps('role')}
          />
          <PasswordInput label="First password" description="At least 12 characters" autoComplete="new-password" {...form.getInputProps('password')} />
          <FormError error={create.error} />
          <FormButtons onCancel={close} pending={create.isPending}>Add</FormButtons>
        </Stack>
      </form>
    </Modal>
  );
}
