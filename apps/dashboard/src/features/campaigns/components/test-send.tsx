import type { Campaign } from '@carillon/domain';
import { Button, TextInput } from '@mantine/core';
import { useState, type FormEvent } from 'react';
import { Link } from 'react-router';
import { Card } from '../../../components/ui/card.tsx';
import { FormError } from '../../../components/ui/form-error.tsx';
import { ApiError } from '../../../lib/http/api-error.ts';
import { useSignedInSession } from '../../../lib/session/session-context.tsx';
import { useTestCampaign } from '../api/steer-campaign.ts';

/** The message as its first recipient would get it, to an address of one's own. */
export function TestSend({ campaign }: { campaign: Campaign }) {
  const { operator } = useSignedInSession();
  const [to, setTo] = useState(campaign.channel === 'email' ? operator.email : '');
  const test = useTestCampaign(campaign.id);
  const atField = test.error instanceof ApiError ? test.error.messageAt('/to') : undefined;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!test.isPending) test.mutate(to.trim());
  };
  return (
    <Card title="Test send">
      <form noValidate onSubmit={submit}>
        <TextInput label={campaign.channel === 'email' ? 'E-mail address' : 'Phone number'} value={to} error={atField} onChange={(event) => setTo(event.currentTarget.value)} />
        {atField === undefined && <FormError error={test.error} />}
        <Button type="submit" size="xs" mt="sm" variant="default" loading={test.isPending}>
          Send a test
        </Button>
        {test.data !== undefined && (
          <p role="status">
            On its way. <Link to={`/notifications/${test.data.id}`}>Open its log</Link>
          </p>
        )}
      </form>
    </Card>
  );
}
