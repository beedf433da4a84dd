import { CarillonError, InboxMessage, InboxPage, type ListInboxQuery } from '@carillon/domain';
import type { z } from 'zod';

export type InboxClient = ReturnType<typeof createInboxClient>;

const TIMEOUT_MS = 5_000;

/** Reads the mail sandbox of local mode over HTTP. `baseUrl` null: there is none, and every call throws `not-found`. */
export function createInboxClient({ baseUrl }: { baseUrl: string | null }) {
  async function get<Schema extends z.ZodType>(path: string, schema: Schema, signal: AbortSignal): Promise<z.output<Schema>> {
    if (baseUrl === null) throw new CarillonError('not-found', 'The inbox exists in local mode only: here, mail goes to a real server.');
    let response: Response;
    try {
      response = await fetch(`${baseUrl}${path}`, { signal: AbortSignal.any([signal, AbortSignal.timeout(TIMEOUT_MS)]) });
    } catch (cause) {
      throw new CarillonError('dependency-unavailable', 'The mail sandbox does not answer. Is local-services running?', { cause, retryAfterSeconds: 5 });
    }
    if (response.status === 404) throw new CarillonError('not-found', 'The inbox has no such message; it keeps the newest 1,000.');
    if (!response.ok) throw new CarillonError('dependency-unavailable', `The mail sandbox answered ${response.status}.`, { retryAfterSeconds: 5 });
    return schema.parse(await response.json());
  }

  return {
    list(query: ListInboxQuery, signal: AbortSignal): Promise<InboxPage> {
      const parameters = new URLSearchParams();
      for (const [name, value] of Object.entries(query)) if (value !== undefined) parameters.set(name, String(value));
      return get(`/messages?${parameters.toString()}`, InboxPage, signal);
    },
    read: (id: string, signal: AbortSignal): Promise<InboxMessage> => get(`/messages/${id}`, InboxMessage, signal),
  };
}
