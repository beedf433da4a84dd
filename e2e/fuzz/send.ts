import type { Parts } from './plan-requests.ts';
import type { DocumentedOperation } from './read-operations.ts';

export interface ReceivedAnswer {
  status: number;
  contentType: string | null;
  requestId: string | null;
  text: string;
}

/** Longer than anything takes: who waits for ever tells nothing. */
const PATIENCE_MS = 60_000;
let sent = 0;

/** Each request comes from another address, as a proxy in front would tell: limits that count by address are not what is tried. */
export function nextAddress(): string {
  sent += 1;
  return `10.${(sent >> 16) & 255}.${(sent >> 8) & 255}.${sent & 255}`;
}

/** What a header can not carry never leaves a client. */
const asHeader = (value: string) => value.replaceAll(/[^\x20-\x7e]/g, '').slice(0, 1_000);

export async function send(baseUrl: string, { method, path, requestBody }: DocumentedOperation, parts: Parts, credentials: Record<string, string>): Promise<ReceivedAnswer> {
  const url = new URL(baseUrl + path.replaceAll(/\{(\w+)\}/g, (_braces, name: string) => encodeURIComponent(Buffer.from(parts.path[name] ?? '').toString()) || '%20'));
  for (const [name, value] of Object.entries(parts.query)) url.searchParams.set(name, value);
  const [contentType] = Object.keys(requestBody?.content ?? {});
  const { body } = parts;
  const response = await fetch(url, {
    method: method.toUpperCase(),
    redirect: 'manual',
    signal: AbortSignal.timeout(PATIENCE_MS),
    headers: {
      'x-forwarded-for': nextAddress(),
      ...(contentType === undefined ? {} : { 'content-type': contentType }),
      ...credentials,
      ...Object.fromEntries(Object.entries(parts.headers).map(([name, value]) => [name, asHeader(value)])),
    },
    ...(contentType === undefined ? {} : { body: typeof body === 'string' ? body : (JSON.stringify(body) ?? '') }),
  });
  const endless = response.headers.get('content-type')?.startsWith('text/event-stream') === true;
  if (endless) await response.body?.cancel();
  return { status: response.status, contentType: response.headers.get('content-type'), requestId: response.headers.get('x-request-id'), text: endless ? '' : await response.text() };
}
