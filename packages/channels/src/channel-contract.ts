import { ChannelName, type OutgoingMessage } from '@carillon/domain';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Channel } from './channel.ts';

/** What a provider can do to a message. `swallow`: take all of it and never answer. `unreachable`: not even be there. */
export type ProviderBehaviour = 'accept' | 'refuse-for-now' | 'refuse-for-good' | 'swallow' | 'unreachable';

/** A channel with a provider that does as it is told. */
export interface ChannelHarness {
  channel: Channel;
  message: OutgoingMessage;
  /** Set in the account's settings; must not show up anywhere. */
  secret: string;
  behave(behaviour: ProviderBehaviour): Promise<void>;
  /** How many whole messages the provider has, accepted or not. */
  received(): number;
  stop(): Promise<void>;
}

/** What every channel promises; each channel's tests run it with a provider of its kind. */
export function describeChannelContract(name: string, makeHarness: () => Promise<ChannelHarness>): void {
  describe(`${name} keeps the channel contract`, () => {
    let harness: ChannelHarness;
    beforeEach(async () => {
      harness = await makeHarness();
    });
    afterEach(() => harness.stop());

    const goAhead = () => vi.fn(async () => undefined);

    it('has a name the domain knows, and names its account without its secret', () => {
      expect(ChannelName.options).toContain(harness.channel.name);
      expect(harness.channel.provider).not.toBe('');
      expect(harness.channel.provider).not.toContain(harness.secret);
    });

    it('resolves to accepted, with the id the provider gave the message', async () => {
      const outcome = await harness.channel.send(harness.message, { onHandOver: goAhead() });
      expect(outcome).toMatchObject({ kind: 'accepted', providerMessageId: expect.stringMatching(/.+/) });
      expect(harness.received()).toBe(1);
    });

    it('awaits the hand-over once, before the provider can have the message', async () => {
      const seen: number[] = [];
      const onHandOver = vi.fn(async () => {
        await new Promise((resolve) => setImmediate(resolve));
        seen.push(harness.received());
      });
      await harness.channel.send(harness.message, { onHandOver });
      expect(onHandOver).toHaveBeenCalledTimes(1);
      expect(seen).toEqual([0]);
    });

    it('sends nothing when the hand-over is refused, and passes its error on', async () => {
      const refusal = new Error('the lease is gone');
      await expect(harness.channel.send(harness.message, { onHandOver: () => Promise.reject(refusal) })).rejects.toBe(refusal);
      expect(harness.received()).toBe(0);
    });

    it('can send again after a hand-over was refused', async () => {
      await harness.channel.send(harness.message, { onHandOver: () => Promise.reject(new Error('no')) }).catch(() => undefined);
      await expect(harness.channel.send(harness.message, { onHandOver: goAhead() })).resolves.toMatchObject({ kind: 'accepted' });
    });

    it.each([
      { behaviour: 'refuse-for-now', kind: 'temporary' },
      { behaviour: 'refuse-for-good', kind: 'permanent' },
    ] as const)('resolves to $kind when the provider does $behaviour, with its answer and a reason in words', async ({ behaviour, kind }) => {
      await harness.behave(behaviour);
      const outcome = await harness.channel.send(harness.message, { onHandOver: goAhead() });
      expect(outcome).toMatchObject({ kind, code: expect.any(Number), text: expect.stringMatching(/.+/), reason: expect.stringMatching(/^[A-Z].+\.$/) });
    });

    it('resolves to temporary when the provider can not be reached, and has handed nothing over', async () => {
      await harness.behave('unreachable');
      const onHandOver = goAhead();
      const outcome = await harness.channel.send(harness.message, { onHandOver });
      expect(outcome).toMatchObject({ kind: 'temporary', code: null });
      expect(onHandOver).not.toHaveBeenCalled();
    });

    it('resolves to ambiguous when it is interrupted after the provider got the whole message', async () => {
      await harness.behave('swallow');
      const interrupt = new AbortController();
      const sending = harness.channel.send(harness.message, { signal: interrupt.signal, onHandOver: goAhead() });
      await vi.waitFor(() => expect(harness.received()).toBe(1), { timeout: 20_000 });
      interrupt.abort();
      await expect(sending).resolves.toMatchObject({ kind: 'ambiguous' });
    });

    it('hands nothing over once it was interrupted', async () => {
      const onHandOver = goAhead();
      const outcome = await harness.channel.send(harness.message, { signal: AbortSignal.abort(), onHandOver });
      expect(outcome).toMatchObject({ kind: 'temporary' });
      expect(onHandOver).not.toHaveBeenCalled();
      expect(harness.received()).toBe(0);
    });

    it('verifies an account that works', async () => {
      await expect(harness.channel.verify()).resolves.toBeUndefined();
    });

    it('says in words why an account does not work', async () => {
      await harness.behave('unreachable');
      await expect(harness.channel.verify()).rejects.toThrow(/\w+ \w+ \w+/);
    });

    it('finishes what is being sent when it is closed, and takes nothing more', async () => {
      let closing: Promise<void> | undefined;
      const sending = harness.channel.send(harness.message, {
        onHandOver: async () => {
          closing = harness.channel.close();
        },
      });
      await vi.waitFor(() => expect(closing).toBeDefined(), { timeout: 20_000 });
      await closing;
      await expect(sending).resolves.toMatchObject({ kind: 'accepted' });
      await expect(harness.channel.send(harness.message, { onHandOver: goAhead() })).resolves.toMatchObject({ kind: 'temporary' });
      expect(harness.received()).toBe(1);
    });

    it('can be closed twice', async () => {
      await harness.channel.close();
      await expect(harness.channel.close()).resolves.toBeUndefined();
    });
  });
}
