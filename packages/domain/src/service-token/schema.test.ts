import { expect, it } from 'vitest';
import { refuseClaims } from './schema.ts';

const now = new Date('2026-11-21T12:00:00Z');
const second = now.getTime() / 1_000;
const good = { iss: 'carillon', sub: 'worker', aud: 'sql-service', iat: second, exp: second + 60 } as const;

it.each([
  ['a fresh token', good],
  ['its last second', { ...good, iat: second - 59, exp: second + 1 }],
  ['one from a clock that is a little ahead', { ...good, iat: second + 30, exp: second + 60 }],
])('%s is accepted', (_title, claims) => {
  expect(refuseClaims(claims, { audience: 'sql-service', now })).toBeNull();
});

it.each([
  ['the instant it ends', { ...good, iat: second - 60, exp: second }, /expired/],
  ['a longer life than allowed', { ...good, exp: second + 61 }, /more than 60 seconds/],
  ['another service', { ...good, aud: 'mongo-service' as const }, /for mongo-service/],
  ['the future', { ...good, iat: second + 31, exp: second + 60 }, /future/],
])('%s is refused', (_title, claims, expected) => {
  expect(refuseClaims(claims, { audience: 'sql-service', now })).toMatch(expected);
});
