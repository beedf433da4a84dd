import { once } from 'node:events';
import type { OutgoingMessage } from '@carillon/domain';
import { createScriptedSmtpServer, type ScriptedSmtpServer, type SmtpScript } from '@carillon/testing';
import { simpleParser } from 'mailparser';
import { SMTPServer } from 'smtp-server';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Channel } from '../channel.ts';
import { createEmailChannel, type EmailChannelOptions } from './create-email-channel.ts';

const ONE_MEGABYTE = 1_000_000;

const message: OutgoingMessage = {
  messageId: '<ntf_1@carillon.test>',
  reference: 'ntf_1.1',
  to: 'ada@example.com',
  subject: 'Hello',
  text: 'Hello Ada',
  html: '<p>Hello Ada</p>',
  headers: { 'X-Carillon-Notification': 'ntf_1' },
};

let server: ScriptedSmtpServer;
const channels: Channel[] = [];

beforeEach(async () => {
  server = await createScriptedSmtpServer();
});
afterEach(async () => {
  await Promise.all(channels.splice(0).map((channel) => channel.close()));
  await server.close();
});

function open(options: Partial<EmailChannelOptions> = {}): Channel {
  const channel = createEmailChannel({
    smtpUrl: server.url,
    gmail: null,
    from: { name: 'Carillon', address: 'no-reply@carillon.test' },
    replyTo: null,
    maxConnections: 1,
    dkim: null,
    sendTimeoutMs: 5_000,
    ...options,
  });
  channels.push(channel);
  return channel;
}

const goAhead = () => vi.fn(async () => undefined);
const send = (channel: Channel, change: Partial<OutgoingMessage> = {}) => channel.send({ ...message, ...change }, { onHandOver: goAhead() });

async function parseFirst() {
  return simpleParser(server.messages[0]?.raw ?? '');
}

describe('what arrives', () => {
  it('carries sender, recipient, subject, both bodies, the message id and the headers', async () => {
    await send(open({ replyTo: 'help@carillon.test' }), { subject: 'Grüße aus Zürich – 5 € 🎉', text: 'Grüß dich', html: '<p>Grüß dich</p>' });
    const mail = await parseFirst();
    expect(server.messages[0]).toMatchObject({ from: 'no-reply@carillon.test', to: ['ada@example.com'] });
    expect(mail).toMatchObject({ subject: 'Grüße aus Zürich – 5 € 🎉', html: '<p>Grüß dich</p>', messageId: '<ntf_1@carillon.test>' });
    expect(mail.text?.trim()).toBe('Grüß dich');
    expect(mail.from?.text).toBe('"Carillon" <no-reply@carillon.test>');
    expect(mail.replyTo?.text).toBe('help@carillon.test');
    expect(mail.headers.get('x-carillon-notification')).toBe('ntf_1');
  });

  it('has no attachment and no HTML part when there is no HTML', async () => {
    await send(open(), { html: null });
    const mail = await parseFirst();
    expect(mail.html).toBe(false);
    expect(mail.attachments).toEqual([]);
  });

  it.each([
    ['a line with a single dot', 'before\n.\nafter'],
    ['lines that begin with dots', '..two\n.one'],
    ['an SMTP command', 'QUIT\r\nMAIL FROM:<eve@example.com>'],
    ['the end of content inside the content', 'a\r\n.\r\nMAIL FROM:<eve@example.com>\r\n'],
    ['bare carriage returns', 'a\r.\rQUIT'],
  ])('survives %s as one message', async (_what, text) => {
    await send(open(), { text, html: null });
    const mail = await parseFirst();
    expect(server.messages).toHaveLength(1);
    expect(mail.text?.trim().split(/\r\n|\r|\n/)).toEqual(text.trim().split(/\r\n|\r|\n/));
  });

  it('takes a body of a megabyte', async () => {
    const text = 'Zeile für Zeile.\n'.repeat(ONE_MEGABYTE / 17);
    await expect(send(open(), { text, html: null })).resolves.toMatchObject({ kind: 'accepted' });
    const mail = await parseFirst();
    expect(mail.text?.trim()).toBe(text.trim());
  });

  it.each<[string, Partial<OutgoingMessage>]>([
    ['a line break in the subject', { subject: 'Hi\r\nBcc: eve@example.com' }],
    ['a second address in the recipient', { to: 'ada@example.com,eve@example.com' }],
    ['a line break in a header', { headers: { 'X-Tag': 'a\r\nBcc: eve@example.com' } }],
  ])('is nothing at all, for good, when there is %s', async (_what, change) => {
    await expect(send(open(), change)).resolves.toMatchObject({ kind: 'permanent', code: null });
    expect(server.connections()).toBe(0);
  });
});

describe('what the server answers', () => {
  const refuseRecipient = (code: number, text: string): SmtpScript => ({ recipients: { [message.to]: { code, text } } });

  it.each<[string, SmtpScript, object]>([
    ['421 as greeting', { connect: { code: 421, text: '4.3.2 Too busy' } }, { kind: 'temporary', code: 421 }],
    ['554 as greeting', { connect: { code: 554, text: '5.3.2 No service for you' } }, { kind: 'temporary', code: 554 }],
    ['421 to the sender', { mailFrom: { code: 421, text: '4.3.0 Closing' } }, { kind: 'temporary', code: 421 }],
    ['553 to the sender', { mailFrom: { code: 553, text: '5.7.1 Sender address rejected: not owned by user' } }, { kind: 'temporary', code: 553 }],
    ['450 to the recipient', refuseRecipient(450, '4.2.0 Greylisted, try again in 300 seconds'), { kind: 'temporary', code: 450, retryAfterMs: 300_000 }],
    ['550 to the recipient', refuseRecipient(550, '5.1.1 No such user'), { kind: 'permanent', code: 550 }],
    ['451 to the content', { dataEnd: { code: 451, text: '4.3.0 Try later' } }, { kind: 'temporary', code: 451 }],
    ['421 to the content', { dataEnd: { code: 421, text: '4.3.0 Closing' } }, { kind: 'temporary', code: 421 }],
    ['552 to the content', { dataEnd: { code: 552, text: '5.3.4 Too big' } }, { kind: 'permanent', code: 552 }],
    ['554 to the content', { dataEnd: { code: 554, text: '5.7.1 Spam' } }, { kind: 'permanent', code: 554 }],
  ])('%s decides', async (_what, script, outcome) => {
    server.use(script);
    await expect(send(open())).resolves.toMatchObject(outcome);
  });

  it('is about us, and so temporary, when it refuses our credentials', async () => {
    server.use({ auth: { code: 535, text: '5.7.8 Authentication failed' } });
    const outcome = await send(open({ smtpUrl: server.url.replace('//', '//ops:wrong@') }));
    expect(outcome).toMatchObject({ kind: 'temporary', code: 535, reason: expect.stringContaining('refused our credentials') });
  });

  it('hands nothing over when the recipient is refused', async () => {
    server.use(refuseRecipient(550, '5.1.1 No such user'));
    const onHandOver = goAhead();
    await open().send(message, { onHandOver });
    expect(onHandOver).not.toHaveBeenCalled();
  });

  it('to one message does not touch the next on the same connection', async () => {
    server.use({ recipients: { 'gone@example.com': { code: 550, text: '5.1.1 No such user' } } });
    const channel = open();
    await expect(send(channel, { to: 'gone@example.com' })).resolves.toMatchObject({ kind: 'permanent' });
    await expect(send(channel)).resolves.toMatchObject({ kind: 'accepted' });
    expect(server.connections()).toBe(1);
  });
});

describe('no answer', () => {
  it.each<[string, SmtpScript]>([
    ['breaks off after the whole message', { dataEnd: 'drop' }],
    ['keeps silent after the whole message', { dataEnd: 'hang' }],
  ])('is ambiguous when the server %s, and nothing is sent again', async (_what, script) => {
    server.use(script);
    await expect(send(open({ sendTimeoutMs: 400 }))).resolves.toMatchObject({ kind: 'ambiguous' });
    expect(server.messages).toHaveLength(1);
  });

  it('is ambiguous on a connection that was used before, too', async () => {
    const channel = open();
    await send(channel);
    server.use({ dataEnd: 'drop' });
    await expect(send(channel)).resolves.toMatchObject({ kind: 'ambiguous' });
    expect(server.messages).toHaveLength(2);
  });

  it.each<[string, SmtpScript]>([
    ['breaks off before the greeting', { connect: ['drop', 'drop', 'drop'] }],
    ['never greets', { connect: 'hang' }],
    ['keeps silent after MAIL FROM', { mailFrom: 'hang' }],
    ['breaks off after RCPT TO', { recipients: { [message.to]: 'drop' } }],
  ])('is temporary when the server %s', async (_what, script) => {
    server.use(script);
    await expect(send(open({ sendTimeoutMs: 800 }))).resolves.toMatchObject({ kind: 'temporary', code: null });
    expect(server.messages).toHaveLength(0);
  });

  it('is temporary when the server breaks off in the middle of the message', async () => {
    server.use({ dataStart: 'drop' });
    const moreThanSocketsBuffer = 'One line of many.\n'.repeat(ONE_MEGABYTE);
    await expect(send(open(), { text: moreThanSocketsBuffer, html: null })).resolves.toMatchObject({ kind: 'temporary', code: null });
    expect(server.messages).toHaveLength(0);
  });

  it('is temporary while the message waits for a free connection', async () => {
    server.use({ mailFrom: ['hang'] });
    const channel = open();
    const blocking = send(channel);
    const onHandOver = goAhead();
    const interrupt = new AbortController();
    const waiting = channel.send(message, { signal: interrupt.signal, onHandOver });
    interrupt.abort();
    await expect(waiting).resolves.toMatchObject({ kind: 'temporary', reason: expect.stringContaining('interrupted') });
    expect(onHandOver).not.toHaveBeenCalled();
    await server.close();
    await expect(blocking).resolves.toMatchObject({ kind: 'temporary' });
  });

  it('is temporary when time runs out during the hand-over, which is waited for', async () => {
    let ended = false;
    const interrupt = new AbortController();
    const outcome = await open().send(message, {
      signal: interrupt.signal,
      onHandOver: async () => {
        interrupt.abort();
        await new Promise((resolve) => setImmediate(resolve));
        ended = true;
      },
    });
    expect(outcome).toMatchObject({ kind: 'temporary' });
    expect(ended).toBe(true);
    expect(server.messages).toHaveLength(0);
  });
});

describe('the pool', () => {
  it('sends over a new connection when the server has given up the old one, and hands over once', async () => {
    const channel = open();
    await send(channel);
    server.use({ mailFrom: ['drop'] });
    const onHandOver = goAhead();
    await expect(channel.send(message, { onHandOver })).resolves.toMatchObject({ kind: 'accepted' });
    expect(onHandOver).toHaveBeenCalledTimes(1);
    expect(server.messages).toHaveLength(2);
    expect(server.connections()).toBe(2);
  });

  it('sends one after the other over one connection', async () => {
    const channel = open();
    await send(channel);
    await send(channel);
    await send(channel);
    expect(server.messages).toHaveLength(3);
    expect(server.connections()).toBe(1);
  });

  it('opens no more connections than allowed', async () => {
    const channel = open({ maxConnections: 2 });
    await Promise.all(Array.from({ length: 12 }, () => send(channel)));
    expect(server.messages).toHaveLength(12);
    expect(server.connections()).toBeLessThanOrEqual(2);
  });
});

it('does not trust a certificate nobody vouches for', async () => {
  const selfSigned = new SMTPServer({ authOptional: true });
  selfSigned.on('error', () => undefined);
  const listener = selfSigned.listen(0, '127.0.0.1');
  await once(listener, 'listening');
  const address = listener.address();
  const port = typeof address === 'object' ? address?.port : undefined;
  const outcome = await send(open({ smtpUrl: `smtp://127.0.0.1:${port}` }));
  await new Promise<void>((resolve) => selfSigned.close(resolve));
  expect(outcome).toMatchObject({ kind: 'temporary', reason: expect.stringContaining('certificate') });
});
