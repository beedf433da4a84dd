import { createHash, createVerify, generateKeyPairSync } from 'node:crypto';
import type { OutgoingMessage } from '@carillon/domain';
import { createScriptedSmtpServer } from '@carillon/testing';
import { expect, it } from 'vitest';
import { createEmailChannel, type EmailChannelOptions } from './create-email-channel.ts';

const keys = generateKeyPairSync('rsa', { modulusLength: 2048, publicKeyEncoding: { type: 'spki', format: 'pem' }, privateKeyEncoding: { type: 'pkcs8', format: 'pem' } });
const message: OutgoingMessage = { messageId: '<ntf_1@carillon.test>', reference: 'ntf_1.1', to: 'ada@example.com', subject: 'Grüße', text: 'Hello  Ada \n\nbye', html: '<p>Hello</p>', headers: { 'X-Tag': 'a', 'List-Unsubscribe': '<https://mail.example.com/u/token>', 'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click' } };

function options(smtpUrl: string, privateKey: string): EmailChannelOptions {
  const dkim = { domainName: 'carillon.test', keySelector: 's1', privateKey };
  return { smtpUrl, gmail: null, from: { name: 'Carillon', address: 'no-reply@carillon.test' }, replyTo: null, maxConnections: 1, dkim, sendTimeoutMs: 5_000 };
}

/** RFC 6376, 3.4.2: names in lower case, folding and runs of white space as one space. */
function relaxHeader(line: string): string {
  const colon = line.indexOf(':');
  return `${line.slice(0, colon).trim().toLowerCase()}:${line.slice(colon + 1).replace(/\r\n/g, '').replace(/[ \t]+/g, ' ').trim()}`;
}

/** RFC 6376, 3.4.4. */
function relaxBody(body: string): string {
  return `${body.replace(/[ \t]+/g, ' ').replace(/ \r\n/g, '\r\n').replace(/(?:\r\n)+$/, '')}\r\n`;
}

async function signedMessage() {
  const server = await createScriptedSmtpServer();
  const channel = createEmailChannel(options(server.url, keys.privateKey));
  await channel.send(message, { onHandOver: async () => undefined });
  await channel.close();
  await server.close();
  const raw = server.messages[0]?.raw ?? '';
  const end = raw.indexOf('\r\n\r\n');
  const headers = raw.slice(0, end).split(/\r\n(?![ \t])/);
  const signature = headers.find((line) => line.startsWith('DKIM-Signature:')) ?? '';
  const tags = Object.fromEntries(signature.slice(signature.indexOf(':') + 1).replace(/\s+/g, '').split(';').map((tag) => tag.split(/=(.*)/s)));
  return { headers, signature, tags, body: raw.slice(end + 4) };
}

it('signs for the configured domain and selector', async () => {
  const { tags } = await signedMessage();
  expect(tags).toMatchObject({ v: '1', a: 'rsa-sha256', c: 'relaxed/relaxed', d: 'carillon.test', s: 's1' });
  expect(tags['h']?.split(':').map((name: string) => name.toLowerCase())).toEqual(expect.arrayContaining(['from', 'to', 'subject', 'date', 'message-id', 'list-unsubscribe', 'list-unsubscribe-post']));
});

it('signs the body that arrives', async () => {
  const { tags, body } = await signedMessage();
  expect(tags['bh']).toBe(createHash('sha256').update(relaxBody(body)).digest('base64'));
});

it('makes a signature that verifies with the public key', async () => {
  const { tags, headers, signature } = await signedMessage();
  const signed = (tags['h'] ?? '').split(':').flatMap((name: string) => headers.filter((line) => line.toLowerCase().startsWith(`${name.toLowerCase()}:`)).map(relaxHeader));
  const ownHeader = relaxHeader(signature.replace(/(\bb=)[A-Za-z0-9+/=\s]+$/, '$1'));
  const verifier = createVerify('rsa-sha256').update([...signed, ownHeader].join('\r\n'));
  expect(verifier.verify(keys.publicKey, tags['b'] ?? '', 'base64')).toBe(true);
});

it('is refused at the start when the key can not be read', () => {
  expect(() => createEmailChannel(options('smtp://127.0.0.1:1', 'not a key'))).toThrow('The DKIM key of carillon.test is not a private key in PEM');
});
