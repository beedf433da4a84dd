import type { OutgoingMessage, SendOutcome } from '@carillon/domain';
import { afterEach, beforeEach, describe, expect, it, vi, type Mock } from 'vitest';
import type { Channel } from './channel.ts';
import { isProviderFailure } from './is-provider-failure.ts';
import { createProviderSet } from './provider-set.ts';

const message: OutgoingMessage = { messageId: '<a@b>', reference: 'ntf_1.1', to: 'ada@example.com', subject: 'Hi', text: 'Hi', html: null, headers: {} };
const options = { onHandOver: async () => undefined };
const accepted: SendOutcome = { kind: 'accepted', code: 202, text: 'ok', providerMessageId: 'v-1' };
const away: SendOutcome = { kind: 'temporary', code: null, text: '', reason: 'Nobody there.', retryAfterMs: null };
const throttled: SendOutcome = { kind: 'temporary', code: 429, text: '', reason: 'Too fast.', retryAfterMs: null };

function channelThat(send: () => Promise<SendOutcome>): Channel & { send: Mock<Channel['send']> } {
  return { name: 'vendor', provider: 'vendor', send: vi.fn(send), ask: async () => ({ kind: 'cannot-tell' }), verify: async () => undefined, close: vi.fn(async () => undefined) };
}

function openSet(first: Channel, second: Channel = channelThat(async () => accepted)) {
  const states: string[] = [];
  const set = createProviderSet(
    [
      { name: 'first', channel: first, ratePerSecond: 10, maxConcurrent: 2 },
      { name: 'second', channel: second, ratePerSecond: null, maxConcurrent: 2 },
    ],
    { breaker: { failures: 3, openForMs: 5_000 }, on: { circuit: (name, state) => states.push(`${name} ${state}`) } },
  );
  const send = async (name: string, signal?: AbortSignal) => {
    const provider = set.find(name);
    if (provider === null) throw new Error(`${name} is not there`);
    return provider.send(message, { ...options, signal });
  };
  const sendTimes = async (name: string, times: number) => {
    for (let sent = 0; sent < times; sent += 1) await send(name);
  };
  return { set, states, send, sendTimes };
}

beforeEach(() => void vi.useFakeTimers({ toFake: ['Date'] }));
afterEach(() => void vi.useRealTimers());

describe('a provider that fails', () => {
  it('is left alone after failures in a row, and nothing is handed over meanwhile', async () => {
    const channel = channelThat(async () => away);
    const { set, states, send, sendTimes } = openSet(channel);
    await sendTimes('first', 3);
    expect(await send('first')).toMatchObject({ kind: 'temporary', retryAfterMs: 5_000, reason: expect.stringContaining('Nobody there.') });
    expect(channel.send).toHaveBeenCalledTimes(3);
    expect(states).toEqual(['first open']);
    expect(set.find('first')?.usage()).toMatchObject({ circuit: 'open', failuresInRow: 3, lastFailure: 'Nobody there.' });
  });

  it('is passed over by pick, and taken again once its time is over', async () => {
    const { set, sendTimes } = openSet(channelThat(async () => away));
    expect(set.pick(['first', 'second'])?.name).toBe('first');
    await sendTimes('first', 3);
    expect(set.pick(['first', 'second'])?.name).toBe('second');
    vi.advanceTimersByTime(5_000);
    expect(set.pick(['first', 'second'])?.name).toBe('first');
  });

  it('one message tries whether it is back', async () => {
    const channel = channelThat(async () => away);
    const { states, send, sendTimes } = openSet(channel);
    await sendTimes('first', 3);
    vi.advanceTimersByTime(5_000);
    channel.send.mockImplementation(async () => accepted);
    expect(await send('first')).toEqual(accepted);
    expect(states).toEqual(['first open', 'first half-open', 'first closed']);
  });

  it('takes nothing from the others', async () => {
    const { send, sendTimes } = openSet(channelThat(async () => away));
    await sendTimes('first', 3);
    expect(await send('second')).toEqual(accepted);
  });

  it('when all are left alone, pick says null and retryAfterMs when to look again', async () => {
    const { set, sendTimes } = openSet(channelThat(async () => away), channelThat(async () => away));
    await sendTimes('first', 3);
    vi.advanceTimersByTime(1_000);
    await sendTimes('second', 3);
    expect(set.pick(['first', 'second'])).toBeNull();
    expect(set.retryAfterMs(['first', 'second'])).toBe(4_000);
    expect(set.pick(['gone'])).toBeNull();
    expect(set.retryAfterMs(['gone'])).toBe(60_000);
  });

  it('an attempt that we broke off does not count', async () => {
    const channel = channelThat(async () => away);
    const { send, states } = openSet(channel);
    await Promise.all([1, 2, 3, 4].map(() => send('first', AbortSignal.abort())));
    expect(states).toEqual([]);
  });

  it('an error of the hand-over is passed on, and does not count', async () => {
    const channel = channelThat(() => Promise.reject(new Error('the lease is gone')));
    const { send, states } = openSet(channel);
    const tries = await Promise.allSettled([1, 2, 3, 4].map(() => send('first')));
    expect(tries).toMatchObject(Array.from({ length: 4 }, () => ({ status: 'rejected', reason: { message: 'the lease is gone' } })));
    expect(states).toEqual([]);
  });
});

describe('a provider that is slow', () => {
  it('has no more messages at once than its bulkhead lets through', async () => {
    const held: ((outcome: SendOutcome) => void)[] = [];
    const channel = channelThat(() => new Promise((resolve) => held.push(resolve)));
    const { set, send } = openSet(channel);
    const sending = [send('first'), send('first'), send('first')];
    await vi.waitFor(() => expect(set.find('first')?.usage()).toMatchObject({ inFlight: 2, waiting: 1 }), { timeout: 20_000 });
    expect(channel.send).toHaveBeenCalledTimes(2);
    expect(await send('second')).toEqual(accepted);
    held[0]?.(accepted);
    await vi.waitFor(() => expect(channel.send).toHaveBeenCalledTimes(3), { timeout: 20_000 });
    held.forEach((answer) => answer(accepted));
    await expect(Promise.all(sending)).resolves.toEqual([accepted, accepted, accepted]);
  });

  it('refuses for now when too many wait', async () => {
    const held: ((outcome: SendOutcome) => void)[] = [];
    const { send } = openSet(channelThat(() => new Promise((resolve) => held.push(resolve))));
    const sending = Array.from({ length: 1_002 }, () => send('first'));
    expect(await send('first')).toMatchObject({ kind: 'temporary', retryAfterMs: 1_000 });
    const release = setInterval(() => held.splice(0).forEach((answer) => answer(accepted)), 1);
    await Promise.all(sending);
    clearInterval(release);
  });
});

it('closing closes every account', async () => {
  const channel = channelThat(async () => accepted);
  await openSet(channel).set.close();
  expect(channel.close).toHaveBeenCalledTimes(1);
});

describe('isProviderFailure', () => {
  it.each<[string, SendOutcome, boolean]>([
    ['accepted', accepted, false],
    ['nobody there', away, true],
    ['asked to slow down', throttled, false],
    ['a greylisted recipient', { ...throttled, code: 450 }, false],
    ['a mail server that closes', { ...throttled, code: 421 }, true],
    ['refused credentials', { ...throttled, code: 535 }, true],
    ['an ill vendor', { ...throttled, code: 503 }, true],
    ['a refused recipient', { kind: 'permanent', code: 550, text: '', reason: 'No such user.' }, false],
    ['silence after the hand-over', { kind: 'ambiguous', code: null, text: '', reason: 'Silence.' }, true],
  ])('%s', (_title, outcome, expected) => {
    expect(isProviderFailure(outcome)).toBe(expected);
  });
});
