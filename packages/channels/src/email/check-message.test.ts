import type { OutgoingMessage } from '@carillon/domain';
import { expect, it } from 'vitest';
import { checkMessage } from './check-message.ts';

const message: OutgoingMessage = {
  messageId: '<ntf_1@carillon.test>',
  reference: 'ntf_1.1',
  to: 'ada@example.com',
  subject: 'Grüße aus Zürich',
  text: 'Hello',
  html: null,
  headers: { 'X-Carillon-Notification': 'ntf_1' },
};

it('lets an ordinary message pass', () => {
  expect(checkMessage(message)).toBeNull();
});

it.each<[string, Partial<OutgoingMessage>]>([
  ['a second recipient', { to: 'ada@example.com, eve@example.com' }],
  ['a display name', { to: 'Ada <ada@example.com>' }],
  ['a line break in the recipient', { to: 'ada@example.com\r\nBcc: eve@example.com' }],
  ['an SMTP command in the recipient', { to: 'ada@example.com>\r\nDATA' }],
  ['no recipient', { to: '' }],
  ['a line break in the subject', { subject: 'Hi\r\nBcc: eve@example.com' }],
  ['a bare line feed in the subject', { subject: 'Hi\nBcc: eve@example.com' }],
  ['a line separator in the subject', { subject: 'Hi\u2028there' }],
  ['a null in the subject', { subject: 'Hi\0' }],
  ['an empty subject', { subject: '' }],
  ['a line break in a header', { headers: { 'X-Tag': 'a\r\nBcc: eve@example.com' } }],
  ['a line break in a header name', { headers: { 'X-Tag: a\r\nBcc': 'eve@example.com' } }],
  ['a header that addresses others', { headers: { bcc: 'eve@example.com' } }],
  ['a header that replaces the sender', { headers: { From: 'eve@example.com' } }],
  ['a header that changes the content', { headers: { 'Content-Type': 'text/html' } }],
  ['a message id with a line break', { messageId: '<a@b>\r\nBcc: eve@example.com' }],
  ['a message id without brackets', { messageId: 'ntf_1@carillon.test' }],
])('refuses %s', (_what, change) => {
  expect(checkMessage({ ...message, ...change })).toEqual(expect.any(String));
});
