import type { Provider } from '@carillon/channels';
import type { WaitingRecipient } from '@carillon/db';
import { defaultRetryPolicy, systemClock, type AudienceMember, type Campaign, type OutgoingMessage, type SendOutcome } from '@carillon/domain';
import type { MessageLinks, TemplateRenderer } from '@carillon/templates';
import { expect, it } from 'vitest';
import { sendChunk, type Chunk, type SendChunkDeps } from './send-chunk.ts';

const accepted: SendOutcome = { kind: 'accepted', code: 250, text: 'ok', providerMessageId: 'p1' };
const broken: SendOutcome = { kind: 'temporary', code: null, text: '', reason: 'No connection was free', retryAfterMs: null };

/** A provider with one connection: the first message keeps it until every other one has given up waiting for it. */
function oneConnection(others: number) {
  const taken: string[] = [];
  let waiting = others;
  let free = () => undefined as void;
  const freed = new Promise<void>((resolve) => (free = resolve));
  const send: Provider['send'] = async ({ to }: OutgoingMessage, { signal, onHandOver }) => {
    if (taken.length === 0) {
      taken.push(to);
      await onHandOver();
      await freed;
      return signal?.aborted === true ? broken : accepted;
    }
    await new Promise((resolve) => signal?.addEventListener('abort', resolve, { once: true }));
    waiting -= 1;
    if (waiting === 0) free();
    return broken;
  };
  return { taken, provider: { name: 'one', channel: 'email', send, usage: () => ({ circuit: 'closed', maxConcurrent: 1 }) } as unknown as Provider };
}

const deps = {
  communicationLogs: { markHandedOver: async (recipients: readonly WaitingRecipient[]) => new Set(recipients.map(({ _id }) => _id)) },
  control: { mayHandOver: async () => true },
  renderer: { render: () => ({ kind: 'rendered', content: { subject: 'Hello', text: 'Hello', html: null } }) } as unknown as TemplateRenderer,
  links: { unsubscribeUrl: () => null, finish: (content: object) => content } as unknown as MessageLinks,
  clock: systemClock,
  random: () => 0.5,
  campaignRetry: defaultRetryPolicy,
  sendTimeoutMs: 60_000,
  leaseMs: 200,
  receiptTimeoutMs: 60_000,
  mailDomain: 'carillon.test',
  stopping: new AbortController().signal,
} satisfies SendChunkDeps;

function chunkOf(provider: Provider, count: number): Chunk {
  const recipients = Array.from({ length: count }, (_, index) => ({
    recipient: { _id: `com_${index}`, userId: `u-${index}`, to: `u${index}@example.com`, attemptCount: 1, maxAttempts: 3 } as unknown as WaitingRecipient,
    member: { userId: `u-${index}`, name: 'Ada', attributes: {} } as unknown as AudienceMember,
  }));
  return { campaign: { id: 'cmp_1', category: 'campaigns', tracking: false } as unknown as Campaign, source: { subject: 'Hello', html: '<p>Hello</p>', text: null } as unknown as Chunk['source'], provider, owner: 'w1/1', leaseUntil: new Date(Date.now() + 60_000), recipients };
}

it('gives back those who waited half a lease for a connection without taking one, and ends what has been handed over', async () => {
  const { taken, provider } = oneConnection(63);
  const { results, back, error } = await sendChunk(chunkOf(provider, 80), deps);
  expect(taken).toEqual(['u0@example.com']);
  expect(results).toMatchObject([{ id: 'com_0', event: 'accepted' }]);
  expect([back.length, error]).toEqual([79, null]);
});
