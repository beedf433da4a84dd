import { CreateTestEmail, type Template } from '@carillon/domain';
import { Button, Stack, TextInput } from '@mantine/core';
import { useRef, useState, type ReactNode, type SubmitEvent } from 'react';
import { Card } from '../../../components/ui/card.tsx';
import { FormError } from '../../../components/ui/form-error.tsx';
import { ApiError } from '../../../lib/http/api-error.ts';
import { randomId } from '../../../lib/http/random-id.ts';
import { pathOfPointer, type JsonObject } from '../../../lib/json-path.ts';
import { useSendTestEmail } from '../api/send-test-email.ts';
import { assembleData, describeVariables } from '../variable-form.ts';
import { VariableFields } from './variable-fields.tsx';

interface TestEmailFormProps {
  template: Template;
  recipient: string;
  onRecipientChange: (recipient: string) => void;
  picker: ReactNode;
  /** Draws the message for this data; null while an input can't be read. */
  renderPreview: (data: JsonObject | null) => ReactNode;
  renderResult: (id: string) => ReactNode;
}

/** Recipient, variables, preview, send. What was sent stands above the form and turns by itself. */
export function TestEmailForm({ template, recipient, onRecipientChange, picker, renderPreview, renderResult }: TestEmailFormProps) {
  const [texts, setTexts] = useState<Record<string, string>>({});
  const [touched, setTouched] = useState(false);
  const send = useSendTestEmail();
  // One key for one mail: kept over repeated clicks and failures, renewed when the mail is another one or has been accepted.
  const attempt = useRef({ body: '', key: '' });
  const busy = useRef(false);

  const fields = describeVariables(template.variables, template.sample);
  const { data, problems } = assembleData(fields, texts, template.sample);
  const parsed = CreateTestEmail.safeParse({ to: recipient.trim(), template: template.name, data });
  const recipientProblem = parsed.success ? undefined : parsed.error.issues.find((issue) => issue.path[0] === 'to')?.message;
  const readable = Object.keys(problems).length === 0;
  const refused = send.error instanceof ApiError ? pointedAt(send.error) : {};

  function submit(event: SubmitEvent<HTMLFormElement>): void {
    event.preventDefault();
    setTouched(true);
    if (!parsed.success || !readable || busy.current) return;
    const body = JSON.stringify(parsed.data);
    if (attempt.current.body !== body) attempt.current = { body, key: randomId() };
    busy.current = true;
    send.mutate(
      { body: parsed.data, idempotencyKey: attempt.current.key },
      {
        onSuccess: () => (attempt.current = { body: '', key: '' }),
        onSettled: () => (busy.current = false),
      },
    );
  }

  return (
    <>
      <Stack gap="md">
        {send.data !== undefined && <Card title="Your test e-mail">{renderResult(send.data.id)}</Card>}
        <Card title="What to send">
          <form noValidate onSubmit={submit}>
            <Stack gap="sm">
              <TextInput
                label="Recipient"
                type="email"
                autoComplete="email"
                placeholder="you@example.com"
                value={recipient}
                error={touched ? recipientProblem : undefined}
                onChange={(event) => onRecipientChange(event.currentTarget.value)}
              />
              {picker}
              <VariableFields fields={fields} texts={texts} problems={{ ...refused, ...problems }} onChange={(path, text) => setTexts((before) => ({ ...before, [path]: text }))} />
              <FormError error={send.error} />
              <Button type="submit" loading={send.isPending} style={{ alignSelf: 'start' }}>
                Send the test e-mail
              </Button>
            </Stack>
          </form>
        </Card>
      </Stack>
      <Card title="Preview">{renderPreview(readable ? data : null)}</Card>
    </>
  );
}

/** What the server says about single variables, by their path. */
function pointedAt(error: ApiError): Record<string, string> {
  return Object.fromEntries(
    error.details.flatMap(({ pointer, message }) => {
      const path = pointer === undefined ? null : pathOfPointer(pointer, '/data');
      return path === null ? [] : [[path, message]];
    }),
  );
}
