import { expect, it } from 'vitest';
import { gmailAccount, gmailEndpoint, smtpAccount } from './smtp-account.ts';

it.each([
  ['smtp://127.0.0.1:4025', 'smtp:127.0.0.1:4025'],
  ['smtp://ops:s3cret@mail.example.com', 'smtp:mail.example.com:587'],
  ['smtps://ops%40example.com:s3cret@mail.example.com', 'smtp:mail.example.com:465'],
  ['smtps://mail.example.com:2465/?requireTLS=true', 'smtp:mail.example.com:2465'],
])('names %s without its credentials', (url, provider) => {
  expect(smtpAccount(url).provider).toBe(provider);
});

it('signs in to Gmail over TLS from the first byte', () => {
  const { transport, provider } = gmailAccount({ user: 'ops@example.com', auth: { type: 'app-password', password: 'secret' } }, gmailEndpoint);
  expect(transport).toEqual({ host: 'smtp.gmail.com', port: 465, secure: true, auth: { user: 'ops@example.com', pass: 'secret' } });
  expect(provider).toBe('gmail:ops@example.com');
});
