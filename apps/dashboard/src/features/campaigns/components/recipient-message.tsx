import type { ChannelName } from '@carillon/domain';
import { Skeleton } from '@mantine/core';
import { Card } from '../../../components/ui/card.tsx';
import { QueryView } from '../../../components/ui/query-view.tsx';
import { useRecipientMessage } from '../api/get-launch-facts.ts';
import { WrittenMessage } from './written-message.tsx';

/** What a campaign says to one of its recipients. */
export function RecipientMessage({ id, logId, channel }: { id: string; logId: string; channel: ChannelName }) {
  const query = useRecipientMessage(id, logId);
  return (
    <Card title="Message">
      <QueryView query={query} label="the message" skeleton={<Skeleton height={320} radius={6} />}>
        {(written) => <WrittenMessage channel={channel} written={written} />}
      </QueryView>
    </Card>
  );
}
