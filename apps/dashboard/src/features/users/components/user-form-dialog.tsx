import type { User } from '@carillon/domain';
import { Modal, Stack, TextInput } from '@mantine/core';
import { useState, type SubmitEvent } from 'react';
import { FormButtons } from '../../../components/ui/form-buttons.tsx';
import { FormError } from '../../../components/ui/form-error.tsx';
import { useOpenedAfterMount } from '../../../components/ui/use-opened-after-mount.ts';
import { randomId } from '../../../lib/http/random-id.ts';
import { useCreateUser, useUpdateUser } from '../api/change-user.ts';
import { attributeChanges, draftOf, emptyUser, readDraft, type UserDraft } from '../user-draft.ts';
import { AttributeFields } from './attribute-fields.tsx';
import classes from './user-form-dialog.module.css';

interface UserFormDialogProps {
  /** Null for a new one. */
  user: User | null;
  opened: boolean;
  onClose: () => void;
  onSaved: (user: User) => void;
}

/** All that can be written about a user. Problems are shown once somebody tried to save. */
export function UserFormDialog({ user, opened, onClose, onSaved }: UserFormDialogProps) {
  const shown = useOpenedAfterMount(opened);
  return (
    <Modal opened={shown} onClose={onClose} size="lg" title={user === null ? 'Add a user' : `Edit ${user.name}`} closeButtonProps={{ 'aria-label': 'Close' }}>
      <UserForm user={user} onClose={onClose} onSaved={onSaved} />
    </Modal>
  );
}

function UserForm({ user, onClose, onSaved }: Omit<UserFormDialogProps, 'opened'>) {
  const create = useCreateUser();
  const update = useUpdateUser(user?.id ?? '');
  const saving = user === null ? create : update;
  const [draft, setDraft] = useState<UserDraft>(() => (user === null ? emptyUser : draftOf(user, randomId)));
  const [tried, setTried] = useState(false);
  const { body, problems } = readDraft(draft);
  const field = (name: Exclude<keyof UserDraft, 'attributes'>) => ({
    value: draft[name],
    error: tried ? problems[name] : undefined,
    onChange: (event: { currentTarget: { value: string } }) => setDraft({ ...draft, [name]: event.currentTarget.value }),
  });
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    setTried(true);
    if (body === null || saving.isPending) return;
    const { attributes = {}, ...fields } = body;
    if (user === null) create.mutate({ ...fields, attributes }, { onSuccess: onSaved });
    else update.mutate({ ...fields, attributes: attributeChanges(user.attributes, attributes) }, { onSuccess: onSaved });
  };
  return (
    <form noValidate onSubmit={submit}>
      <Stack gap="sm">
        <div className={classes.pair}>
          <TextInput label="Name" data-autofocus maxLength={200} {...field('name')} />
          <TextInput label="E-mail" type="email" maxLength={254} {...field('email')} />
          <TextInput label="Phone" type="tel" placeholder="+4930901820" maxLength={30} {...field('phone')} />
          <TextInput label="External id" maxLength={100} {...field('externalId')} />
          <TextInput label="Time zone" placeholder="Europe/Berlin" maxLength={64} {...field('timeZone')} />
          <TextInput label="Language" placeholder="de-DE" maxLength={12} {...field('locale')} />
        </div>
        <TextInput label="Tags" description="Separated by commas or spaces" placeholder="vip, beta-2026" {...field('tags')} />
        <AttributeFields attributes={draft.attributes} problems={tried ? problems : {}} onChange={(attributes) => setDraft({ ...draft, attributes })} />
        <FormError error={saving.error} />
        <FormButtons onCancel={onClose} pending={saving.isPending}>{user === null ? 'Add the user' : 'Save'}</FormButtons>
      </Stack>
    </form>
  );
}
