import { expect, it } from 'vitest';
import { parseSender } from './sender.ts';

it.each([
  ['Carillon <no-reply@example.com>', { name: 'Carillon', address: 'no-reply@example.com' }],
  ['no-reply@carillon.localhost', { name: '', address: 'no-reply@carillon.localhost' }],
  ['"Müller, Zürich" <post@example.ch>', { name: 'Müller, Zürich', address: 'post@example.ch' }],
])('reads %s', (from, sender) => {
  expect(parseSender(from)).toEqual(sender);
});

it.each(['', 'Carillon', 'a@example.com, b@example.com', 'Carillon <>', 'Team: a@example.com, b@example.com;', 'a@example.com\r\nBcc: b@example.com'])('refuses %j', (from) => {
  expect(() => parseSender(from)).toThrow('is not one e-mail address');
});
