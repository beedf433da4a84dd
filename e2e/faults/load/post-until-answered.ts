import { AcceptedNotification } from '@carillon/domain';

export interface Order {
  url: string;
  key: string;
  /** Idempotency-Key: the same at every try. */
  idempotencyKey: string;
  body: object;
  /** Nobody tries for ever. */
  giveUpAt: number;
}

/** What a client knows in the end: its id, or that it was refused, or nothing, since nobody ever answered. */
export type Answer = { kind: 'accepted'; id: string; tries: number } | { kind: 'refused'; status: number; text: string } | { kind: 'given-up'; last: string };

const TIMEOUT_MS = 10_000;
/** Where the answer does not say how long to wait. */
const PAUSE_MS = 300;
/** Beside 5xx: in progress (409) and too many (429) are no answers either. */
const TRY_AGAIN = [409, 429];

/** As a client of good manners: the same request with the same key until it is answered, whatever comes in between. */
export async function postUntilAnswered({ url, key, idempotencyKey, body, giveUpAt }: Order): Promise<Answer> {
  let last = 'nothing was tried';
  for (let tries = 1; Date.now() < giveUpAt; tries += 1) {
    const answer = await post(url, key, idempotencyKey, body);
    if (answer.status === 202) return { kind: 'accepted', id: AcceptedNotification.parse(JSON.parse(answer.text)).id, tries };
    if (answer.status !== 0 && answer.status < 500 && !TRY_AGAIN.includes(answer.status)) return { kind: 'refused', status: answer.status, text: answer.text };
    last = `${answer.status} ${answer.text}`;
    await new Promise((resolve) => setTimeout(resolve, answer.retryAfterMs ?? PAUSE_MS));
  }
  return { kind: 'given-up', last };
}

async function post(url: string, key: string, idempotencyKey: string, body: object): Promise<{ status: number; text: string; retryAfterMs: number | null }> {
  try {
    const response = await fetch(url, {
      method: 'POST',
      signal: AbortSignal.timeout(TIMEOUT_MS),
      headers: { 'authorization': `Bearer ${key}`, 'content-type': 'application/json', 'idempotency-key': idempotencyKey },
      body: JSON.stringify(body),
    });
    const retryAfter = Number(response.headers.get('retry-after'));
    return { status: response.status, text: await response.text(), retryAfterMs: retryAfter > 0 ? retryAfter * 1_000 : null };
  } catch (error) {
    return { status: 0, text: error instanceof Error ? error.message : String(error), retryAfterMs: null };
  }
}
