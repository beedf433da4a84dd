import { Skeleton } from '@mantine/core';
import { Card } from '../../../components/ui/card.tsx';
import { MessageView } from '../../../components/ui/message-view.tsx';
import { QueryView } from '../../../components/ui/query-view.tsx';
import { useNotificationContent } from '../api/get-notification-content.ts';

/** What was (or will be) sent. */
export function NotificationMessage({ id }: { id: string }) {
  const content = useNotificationContent(id);
  return (
    <Card title="Message">
      <QueryView query={content} label="the message" skeleton={<Skeleton height={620} />}>
        {({ subject, html, text, headers }) => <MessageView subject={subject} html={html} text={text} headers={Object.entries(headers).map(([name, value]) => ({ name, value }))} raw={toRaw(subject, headers, text, html)} />}
      </QueryView>
    </Card>
  );
}

/** The stored parts one below the other, as they were accepted; the encoded form is made when it is sent. */
function toRaw(subject: string, headers: Record<string, string>, text: string, html: string | null): string {
  const head = [`Subject: ${subject}`, ...Object.entries(headers).map(([name, value]) => `${name}: ${value}`)].join('\n');
  return [head, text, ...(html === null ? [] : [html])].join('\n\n');
}
