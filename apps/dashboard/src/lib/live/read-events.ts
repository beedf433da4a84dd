import { LiveEvent, parseJson } from '@carillon/domain';
import type { EventSourceMessage } from 'eventsource-parser';

/** The events in a batch of messages; what this dashboard does not know, being older than the server, is left out. */
export function readEvents(messages: readonly EventSourceMessage[]): LiveEvent[] {
  return messages.flatMap((message) => {
    const event = LiveEvent.safeParse(parseJson(message.data));
    return event.success ? [event.data] : [];
  });
}
