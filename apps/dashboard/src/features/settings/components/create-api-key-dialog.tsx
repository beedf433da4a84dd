import { ApiKeyScope, CreateApiKey } from '@carillon/domain';
import { Button, Checkbox, Modal, NativeSelect, Stack, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { CopyButton } from '../../../components/ui/copy-button.tsx';
import { FormButtons } from '../../../components/ui/form-buttons.tsx';
import { FormError } from '../../../components/ui/form-error.tsx';
import { useCreateApiKey } from '../api/create-api-key.ts';
import classes from './create-api-key-dialog.module.css';

const lifetimes = { 'never': null, '30 days': 30, '90 days': 90, '1 year': 365 } as const;
type Lifetime = keyof typeof lifetimes;
interface FormValues {
  name: string;
  scopes: ApiKeyScope[];
  lifetime: Lifetime;
}

function daysFromNow(days: number): string {
  return new Date(Date.now() + days * 86_400_000).toISOString();
}

/** Makes a key and shows it, once: it is gone when the dialog closes. */
export function CreateApiKeyDialog({ opened, onClose }: { opened: boolean; onClose: () => void }) {
  const create = useCreateApiKey();
  const form = useForm<FormValues>({
    initialValues: { name: '', scopes: ['notifications:write'], lifetime: 'never' },
    validate: {
      name: (value) => CreateApiKey.shape.name.safeParse(value).error?.issues[0]?.message ?? null,
      scopes: (value) => (value.length === 0 ? 'Choose at least one' : null),
    },
  });
  const close = () => {
    form.reset();
    create.reset();
    onClose();
  };
  const submit = ({ name, scopes, lifetime }: FormValues) => {
    if (create.isPending) return;
    const days = lifetimes[lifetime];
    create.mutate({ name, scopes, ...(days === null ? {} : { expiresAt: daysFromNow(days) }) });
  };

  if (create.data !== undefined) {
    return (
      <Modal opened={opened} onClose={close} title="Copy the key now" closeOnClickOutside={false} closeButtonProps={{ 'aria-label': 'Close' }}>
        <p className={classes.words}>
          This is the only time that the key of <strong>{create.data.name}</strong> is shown. Keep it where your secrets are.
        </p>
        <div className={classes.key}>
          <code data-testid="api-key">{create.data.key}</code>
          <CopyButton value={create.data.key} label="Copy the key" />
        </div>
        <Button mt="md" fullWidth onClick={close}>
          I have copied it
        </Button>
      </Modal>
    );
  }
  return (
    <Modal opened={opened} onClose={close} title="New API key" closeButtonProps={{ 'aria-label': 'Close' }}>
      <form noValidate onSubmit={form.onSubmit(submit)}>
        <Stack gap="sm">
          <TextInput label="Name" description="The system that will use it" data-autofocus {...form.getInputProps('name')} />
          <Checkbox.Group label="It may" {...form.getInputProps('scopes')}>
            <Stack gap={6} mt={6}>
              {ApiKeyScope.options.map((scope) => (
                <Checkbox key={scope} size="xs" value={scope} label={scope} />
              ))}
            </Stack>
          </Checkbox.Group>
          <NativeSelect label="Expires" data={Object.keys(lifetimes)} {...form.getInputProps('lifetime')} />
          <FormError error={create.error} />
          <FormButtons onCancel={close} pending={create.isPending}>Create the key</FormButtons>
        </Stack>
      </form>
    </Modal>
  );
}
