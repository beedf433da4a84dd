import type { OutgoingMessage } from '@carillon/domain';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Channel } from '../channel.ts';
import { createVendorChannel } from './create-vendor-channel.ts';
import { startScriptedVendor, type ScriptedVendor } from './testing/start-scripted-vendor.ts';

const message: OutgoingMessage = { messageId: '<com_1@carillon.test>', reference: 'com_01J9ZK3V5Q8W7X6Y5T4R3E2W1Q.2', to: 'ada@example.com', subject: 'Grüße', text: 'Hallo Ada', html: '<p>Hallo</p>', headers: { 'List-Unsubscribe': '<https://example.com/u>' } };
const question = { providerMessageId: 'v/7', reference: message.reference };
const goAhead = { onHandOver: async () => undefined };

let vendor: ScriptedVendor;
let channel: Channel;
const open = (sendTimeoutMs = 5_000) => createVendorChannel({ name: 'acme', url: `${vendor.url}/`, apiKey: 'a-key', maxConnections: 2, sendTimeoutMs });
beforeEach(async () => {
  vendor = await startScriptedVendor({ status: 202, body: { id: 'vendor-7' } });
  channel = open();
});
afterEach(async () => {
  await channel.close();
  await vendor.close();
});

describe('sending', () => {
  it('carries the whole message, our reference as Idempotency-Key, and the key of the account', async () => {
    await expect(channel.send(message, goAhead)).resolves.toMatchObject({ kind: 'accepted', code: 202, providerMessageId: 'vendor-7' });
    expect(JSON.parse(vendor.messages[0]?.body ?? '')).toEqual(message);
    expect(vendor.messages[0]?.headers).toMatchObject({ 'idempotency-key': message.reference, authorization: 'Bearer a-key', 'content-type': 'application/json' });
  });

  it('uses a connection again', async () => {
    await channel.send(message, goAhead);
    await channel.send(message, goAhead);
    expect(vendor.messages).toHaveLength(2);
    expect(vendor.connections()).toBe(1);
  });

  it('sends what has waited for a connection as soon as one is free', async () => {
    const patient = open(60_000);
    await expect(Promise.all(Array.from({ length: 10 }, () => patient.send(message, goAhead)))).resolves.toEqual(Array.from({ length: 10 }, () => expect.objectContaining({ kind: 'accepted' })));
    expect(vendor.connections()).toBe(2);
    await patient.close();
  });

  it('sends over connections that were opened to ask', async () => {
    const patient = open(60_000);
    await Promise.all([patient.ask(question), patient.ask(question)]);
    await expect(Promise.all(Array.from({ length: 4 }, () => patient.send(message, goAhead)))).resolves.toEqual(Array.from({ length: 4 }, () => expect.objectContaining({ kind: 'accepted' })));
    await patient.close();
  });

  it('gives up a connection that idles, before the vendor does, and not one that waits for an answer', async () => {
    await channel.send(message, goAhead);
    await expect.poll(() => vendor.openConnections(), { timeout: 10_000 }).toBe(0);
    vendor.use('late');
    await expect(channel.send(message, goAhead)).resolves.toMatchObject({ kind: 'accepted' });
  });

  it('does not follow a redirect with our key', async () => {
    const elsewhere = await startScriptedVendor({ status: 202, body: { id: 'stolen' } });
    vendor.use({ status: 307, body: {}, headers: { location: `${elsewhere.url}/messages` } });
    await expect(channel.send(message, goAhead)).resolves.toMatchObject({ kind: 'temporary', code: 307 });
    expect(elsewhere.messages).toEqual([]);
    await elsewhere.close();
  });

  it('is ambiguous when the connection is lost after the whole message left', async () => {
    vendor.use('drop');
    await expect(channel.send(message, goAhead)).resolves.toMatchObject({ kind: 'ambiguous', code: null, reason: expect.stringContaining('connection was lost') });
  });

  it('is ambiguous when no answer comes in time', async () => {
    vendor.use('hang');
    const impatient = open(150);
    await expect(impatient.send(message, goAhead)).resolves.toMatchObject({ kind: 'ambiguous', reason: expect.stringContaining('no answer came in time') });
    await impatient.close();
  });

  it('waits as long as the vendor asks', async () => {
    vendor.use({ status: 429, body: {}, headers: { 'retry-after': '7' } });
    await expect(channel.send(message, goAhead)).resolves.toMatchObject({ kind: 'temporary', retryAfterMs: 7_000 });
  });
});

describe('asking', () => {
  it.each([
    ['a message that was sent', 200, { id: 'v-7', status: 'SENT' }, { kind: 'found', status: 'sent', providerMessageId: 'v-7', reason: null }],
    ['one that failed', 200, { id: 'v-7', status: 'FAILED', reason: 'Switched off' }, { kind: 'found', status: 'failed', providerMessageId: 'v-7', reason: 'Switched off' }],
    ['one it never had', 404, {}, { kind: 'not-found' }],
    ['an answer that can not be read', 200, { hello: 'world' }, { kind: 'unavailable', reason: expect.stringContaining('can not be read') }],
    ['a vendor that is ill', 503, {}, { kind: 'unavailable', reason: expect.stringContaining('503') }],
  ])('tells of %s', async (_title, status, body, expected) => {
    vendor.use({ status, body });
    await expect(channel.ask(question)).resolves.toEqual(expected);
    expect(vendor.questions).toEqual(['GET /messages/v%2F7']);
  });

  it.each([
    ['is found', [{ id: 'v-7', status: 'PENDING' }], 'found'],
    ['is not there', [], 'not-found'],
  ])('one without a vendor id %s by our reference', async (_title, items, kind) => {
    vendor.use({ status: 200, body: { items } });
    await expect(channel.ask({ ...question, providerMessageId: null })).resolves.toMatchObject({ kind });
    expect(vendor.questions).toEqual([`GET /messages?reference=${message.reference}`]);
  });

  it('says that a vendor can not be asked', async () => {
    await vendor.close();
    await expect(channel.ask(question)).resolves.toMatchObject({ kind: 'unavailable', reason: expect.stringContaining('could not be reached') });
  });
});
