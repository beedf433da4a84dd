import type { IncomingMessage, ServerResponse } from 'node:http';
import { ListInboxQuery } from '@carillon/domain';
import type { Mailbox } from './mailbox.ts';
import { readMessage } from './read-message.ts';

/**
 * The mail sandbox over HTTP, for the API to read: `GET /messages` (a page of summaries, newest first), `GET /messages/:id`
 * and `GET /messages/stream` (server-sent events, one `message` for each new mail). Returns whether it took the request.
 */
export function createInboxRoutes(mailbox: Mailbox): (request: IncomingMessage, response: ServerResponse) => boolean {
  return (request, response) => {
    const url = new URL(request.url ?? '/', 'http://localhost');
    const [root, id, ...rest] = url.pathname.slice(1).split('/');
    if (root !== 'messages' || rest.length > 0) return false;
    if (request.method !== 'GET') sendJson(response, 405, { error: 'only GET is possible here' });
    else if (id === undefined) sendPage(mailbox, url, response);
    else if (id === 'stream') sendStream(mailbox, response);
    else sendMessage(mailbox, id, response).catch(() => sendJson(response, 500, { error: 'the message can not be read' }));
    return true;
  };
}

function sendPage(mailbox: Mailbox, url: URL, response: ServerResponse): void {
  const query = ListInboxQuery.safeParse(Object.fromEntries(url.searchParams));
  if (query.success) sendJson(response, 200, mailbox.list(query.data));
  else sendJson(response, 422, { error: query.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`).join('; ') });
}

async function sendMessage(mailbox: Mailbox, id: string, response: ServerResponse): Promise<void> {
  const stored = await mailbox.read(id);
  if (stored === null) sendJson(response, 404, { error: 'there is no such message' });
  else sendJson(response, 200, await readMessage(stored));
}

function sendStream(mailbox: Mailbox, response: ServerResponse): void {
  response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' });
  response.write(': connected\n\n');
  const unsubscribe = mailbox.subscribe((summary) => response.write(`event: message\ndata: ${JSON.stringify(summary)}\n\n`));
  response.on('close', unsubscribe);
}

function sendJson(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
}
