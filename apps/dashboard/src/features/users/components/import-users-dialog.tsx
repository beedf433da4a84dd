import { userCsvColumns } from '@carillon/domain';
import { Button, Group, Modal, Stack } from '@mantine/core';
import { useId, useState, type SubmitEvent } from 'react';
import { FormButtons } from '../../../components/ui/form-buttons.tsx';
import { FormError } from '../../../components/ui/form-error.tsx';
import { useOpenedAfterMount } from '../../../components/ui/use-opened-after-mount.ts';
import { useImportUsers } from '../api/import-users.ts';
import classes from './import-users-dialog.module.css';
import { ImportReportView } from './import-report-view.tsx';

/** Takes a CSV file, and tells what became of its lines. */
export function ImportUsersDialog({ opened, onClose }: { opened: boolean; onClose: () => void }) {
  const id = useId();
  const shown = useOpenedAfterMount(opened);
  const upload = useImportUsers();
  const [file, setFile] = useState<File | null>(null);
  const close = () => {
    if (upload.isPending) return;
    setFile(null);
    upload.reset();
    onClose();
  };
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (file !== null && !upload.isPending) upload.mutate(file);
  };

  return (
    <Modal opened={shown} onClose={close} title="Import users" size="lg" closeOnClickOutside={!upload.isPending} closeButtonProps={{ 'aria-label': 'Close' }}>
      {upload.data === undefined ? (
        <form onSubmit={submit}>
          <Stack gap="sm">
            <div>
              <label htmlFor={`${id}-file`} className={classes.label}>
                CSV file
              </label>
              <input id={`${id}-file`} type="file" accept=".csv,.tsv,.txt,text/csv,text/tab-separated-values,text/plain" className={classes.file} data-autofocus disabled={upload.isPending} aria-describedby={`${id}-hint`} onChange={(event) => setFile(event.currentTarget.files?.[0] ?? null)} />
              <p id={`${id}-hint`} className={classes.hint}>
                As a spreadsheet saves it, with commas, semicolons or tabs. The first line names the columns: <code>{userCsvColumns.join(', ')}</code>. Only name and email are needed, and the name may be in two columns, <code>First name</code> and <code>Last name</code>; attributes may have columns of their own, like <code>attributes.plan</code> or <code>attributes.seats:number</code>. A line changes the user with its id, external id or address, or adds one. Good lines are taken even when others are bad, and the same file again changes nothing.
              </p>
            </div>
            <FormError error={upload.error} />
            <FormButtons onCancel={close} pending={upload.isPending} disabled={file === null} keepOpen={upload.isPending}>Import</FormButtons>
          </Stack>
        </form>
      ) : (
        <>
          <ImportReportView report={upload.data} fileName={file?.name ?? 'users.csv'} />
          <Group justify="flex-end" gap="xs" mt="md">
            <Button
              variant="default"
              onClick={() => {
                setFile(null);
                upload.reset();
              }}
            >
              Import another file
            </Button>
            <Button data-autofocus onClick={close}>
              Done
            </Button>
          </Group>
        </>
      )}
    </Modal>
  );
}
