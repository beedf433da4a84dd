import { createManualClock } from '@carillon/domain';
import jwt from 'jsonwebtoken';
import { describe, expect, it } from 'vitest';
import { createInternalTokens, keyIdOf, verifyInternalToken } from './internal-token.ts';

const secret = '6f1ed002ab5595859014ebf0951522d9f0a9a2e4c8f7d3b16f1ed002ab559585';
const other = '0a9a2e4c8f7d3b16f1ed002ab5595856f1ed002ab5595859014ebf0951522d9f';
const start = new Date('2026-03-29T00:59:30Z');
const second = start.getTime() / 1_000;
const claims = { iss: 'carillon', sub: 'worker', aud: 'sql-service', iat: second, exp: second + 60 };
const verify = (token: string, secrets: readonly string[] = [secret], now = start) => verifyInternalToken(token, { audience: 'sql-service', secrets, now });
const encode = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');

describe('createInternalTokens', () => {
  it('signs tokens that say who calls whom, for a minute', () => {
    const token = createInternalTokens({ secret, subject: 'worker', clock: createManualClock(start) }).tokenFor('sql-service');
    expect(verify(token)).toEqual({ ok: true, claims });
    expect(jwt.decode(token, { complete: true })?.header).toEqual({ alg: 'HS256', typ: 'JWT', kid: keyIdOf(secret) });
  });

  it('uses a token again for half a minute, and then makes a new one', () => {
    const clock = createManualClock(start);
    const tokens = createInternalTokens({ secret, subject: 'worker', clock });
    const first = tokens.tokenFor('sql-service');
    clock.advance(29_000);
    expect(tokens.tokenFor('sql-service')).toBe(first);
    clock.advance(1_000);
    expect(tokens.tokenFor('sql-service')).not.toBe(first);
    expect(verify(tokens.tokenFor('sql-service'), [secret], clock.now()).ok).toBe(true);
  });

  it('makes a token of its own for each service', () => {
    const tokens = createInternalTokens({ secret, subject: 'worker', clock: createManualClock(start) });
    expect(verify(tokens.tokenFor('mongo-service'))).toEqual({ ok: false, reason: 'The token is for mongo-service, not for sql-service.' });
  });
});

describe('verifyInternalToken', () => {
  it('accepts what either secret signed while secrets are changed, and the old one no more afterwards', () => {
    const old = createInternalTokens({ secret: other, subject: 'api', clock: createManualClock(start) }).tokenFor('sql-service');
    expect(verify(old, [secret, other]).ok).toBe(true);
    expect(verify(old, [secret])).toEqual({ ok: false, reason: 'The token was not signed with a key that is known here.' });
  });

  const sign = (payload: object, options: jwt.SignOptions = {}, key = secret) => jwt.sign(payload, key, { algorithm: 'HS256', keyid: keyIdOf(secret), ...options });
  it.each([
    ['nothing', '', /not signed with a key/],
    ['no token', 'a.b.c', /not/],
    ['an expired one', sign({ ...claims, iat: second - 61, exp: second - 1 }), /expired/],
    ['one that lives too long', sign({ ...claims, exp: second + 3_600 }), /more than 60 seconds/],
    ['a forged signature', sign(claims, {}, other), /signature/],
    ['changed claims', sign(claims).replace(/\.[^.]+\./, `.${encode({ ...claims, sub: 'admin' })}.`), /signature/],
    ['algorithm none', `${encode({ alg: 'none', typ: 'JWT', kid: keyIdOf(secret) })}.${encode(claims)}.`, /signature/],
    ['another algorithm', sign(claims, { algorithm: 'HS512' }), /signature/],
    ['no key id', jwt.sign(claims, secret, { algorithm: 'HS256' }), /not signed with a key/],
    ['another issuer', sign({ ...claims, iss: 'somebody' }), /claims/],
    ['no end', sign({ iss: 'carillon', sub: 'worker', aud: 'sql-service', iat: second }), /claims/],
  ])('refuses %s', (_title, token, reason) => {
    expect(verify(token)).toEqual({ ok: false, reason: expect.stringMatching(reason) });
  });
});
