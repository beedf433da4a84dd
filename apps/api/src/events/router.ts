import { z } from 'zod';
import type { CredentialWatch } from '../auth/watch-credentials.ts';
import { defineRoute, type Route } from '../http/route.ts';
import { streamEvents, type StreamEventsDeps } from './stream-events.ts';
import { liveEventTypes, visibleTypes } from './visible-types.ts';

const EventType = z.enum(liveEventTypes);
const query = z.strictObject({
  types: z
    .string()
    .transform((value) => value.split(','))
    .pipe(z.array(EventType).min(1))
    .describe('Only these, separated by commas')
    .optional(),
});
const headers = z.object({ 'last-event-id': z.string().regex(/^\d+-\d+$/, 'is not an id of this stream').optional() });

export function createEventsRouter(deps: StreamEventsDeps & { credentials: CredentialWatch }): Route[] {
  return [
    defineRoute({
      method: 'get', path: '/api/v1/events', operation: 'streamEvents', tag: 'Events', summary: 'What happens, as it happens', access: 'notifications:read', contentType: 'text/event-stream',
      description: 'Server-sent events: `event` is the type, `data` a JSON object. Types that the caller may not read are left out. The first is `opened`, whose id is where the stream begins. Send the last id as Last-Event-ID to get what was missed. A `reload` event means that something was missed which is no longer kept: read again what you have read. The stream ends with the session or the key it was opened with.',
      request: { query, headers },
      response: z.string(),
      handle: ({ signal, actor }, { query: { types }, headers: { 'last-event-id': lastId } }) => ({
        stream: async (response) => {
          const { ended, release } = deps.credentials.watch(actor);
          try {
            await streamEvents(deps, { types: visibleTypes(actor.permissions, types), lastId: lastId ?? null }, response, AbortSignal.any([signal, ended]));
          } finally {
            release();
          }
        },
      }),
    }),
  ];
}
