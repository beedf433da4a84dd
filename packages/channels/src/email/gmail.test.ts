import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { OutgoingMessage } from '@carillon/domain';
import { SMTPServer } from 'smtp-server';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { createEmailChannel } from './create-email-channel.ts';
import type { GmailAuth } from './smtp-account.ts';

const USER = 'ops@example.com';
const message: OutgoingMessage = { messageId: '<ntf_1@carillon.test>', reference: 'ntf_1.1', to: 'ada@example.com', subject: 'Hello', text: 'Hello', html: null, headers: {} };

/** A token service that gives out token-1, token-2, … for one refresh token, and a mail server that takes the newest of them. */
let tokensGiven: number;
let tokenRequests: URLSearchParams[];
let tokens: Server;
let mail: SMTPServer;
let received: string[];

beforeEach(async () => {
  tokensGiven = 0;
  tokenRequests = [];
  received = [];
  tokens = createServer((request, response) => {
    let body = '';
    request.on('data', (chunk) => (body += chunk));
    request.on('end', () => {
      const asked = new URLSearchParams(body);
      tokenRequests.push(asked);
      const isKnown = asked.get('refresh_token') === 'refresh-me';
      if (isKnown) tokensGiven += 1;
      const answer = isKnown ? { access_token: `token-${tokensGiven}`, expires_in: 3600 } : { error: 'invalid_grant', error_description: 'Token has been revoked.' };
      response.writeHead(isKnown ? 200 : 400, { 'content-type': 'application/json' }).end(JSON.stringify(answer));
    });
  });
  tokens.listen(0, '127.0.0.1');
  await once(tokens, 'listening');
  mail = new SMTPServer({
    authMethods: ['XOAUTH2', 'PLAIN'],
    allowInsecureAuth: true,
    hideSTARTTLS: true,
    closeTimeout: 1,
    onAuth(auth, _session, done) {
      const isRight = auth.username === USER && (auth.accessToken === `token-${tokensGiven}` || auth.password === 'app-password');
      // As Gmail does: a 334 with the reason, and 535 after the client's empty line.
      done(null, isRight ? { user: USER } : { data: { status: '401', schemes: 'bearer' } });
    },
    onData(stream, session, done) {
      received.push(session.user);
      stream.resume();
      stream.on('end', () => done());
    },
  });
  mail.on('error', () => undefined);
  await once(mail.listen(0, '127.0.0.1'), 'listening');
});

afterEach(async () => {
  tokens.closeAllConnections();
  tokens.close();
  await new Promise<void>((resolve) => mail.close(resolve));
});

function portOf(server: { address(): unknown }): number {
  const address = server.address();
  if (typeof address !== 'object' || address === null || !('port' in address) || typeof address.port !== 'number') throw new Error('The server has no port');
  return address.port;
}

function gmailChannel(auth: GmailAuth, maxConnections = 1) {
  return createEmailChannel({
    smtpUrl: 'smtp://127.0.0.1:1',
    gmail: { user: USER, auth },
    from: { name: '', address: USER },
    replyTo: null,
    maxConnections,
    dkim: null,
    sendTimeoutMs: 5_000,
    gmailEndpoint: { host: '127.0.0.1', port: portOf(mail.server), secure: false, tokenUrl: `http://127.0.0.1:${portOf(tokens)}/token` },
  });
}

const oauth2 = (refreshToken: string): GmailAuth => ({ type: 'oauth2', clientId: 'client', clientSecret: 'client-secret', refreshToken });
const send = (channel: ReturnType<typeof gmailChannel>) => channel.send(message, { onHandOver: async () => undefined });

it('signs in with an app password', async () => {
  const channel = gmailChannel({ type: 'app-password', password: 'app-password' });
  await expect(send(channel)).resolves.toMatchObject({ kind: 'accepted' });
  await channel.close();
  expect(received).toEqual([USER]);
});

it('signs in with an access token it gets for the refresh token', async () => {
  const channel = gmailChannel(oauth2('refresh-me'));
  await expect(send(channel)).resolves.toMatchObject({ kind: 'accepted' });
  await channel.close();
  expect(Object.fromEntries(tokenRequests[0] ?? [])).toEqual({ client_id: 'client', client_secret: 'client-secret', refresh_token: 'refresh-me', grant_type: 'refresh_token' });
});

it('uses one access token for all connections of the pool', async () => {
  const channel = gmailChannel(oauth2('refresh-me'), 3);
  await Promise.all([send(channel), send(channel), send(channel)]);
  await channel.close();
  expect(received).toHaveLength(3);
  expect(tokenRequests).toHaveLength(1);
});

it('fetches a new access token when the server no longer takes the old one', async () => {
  const channel = gmailChannel(oauth2('refresh-me'));
  await channel.verify();
  tokensGiven += 1;
  await expect(send(channel)).resolves.toMatchObject({ kind: 'accepted' });
  await channel.close();
});

it('says that the grant is gone, without giving up on the recipient', async () => {
  const channel = gmailChannel(oauth2('revoked'));
  await expect(send(channel)).resolves.toMatchObject({ kind: 'temporary', reason: expect.stringContaining('refresh token') });
  await expect(channel.verify()).rejects.toThrow(/refresh token/);
  await channel.close();
});

it('names the account by its user, without secrets', () => {
  expect(gmailChannel(oauth2('refresh-me')).provider).toBe(`gmail:${USER}`);
});
