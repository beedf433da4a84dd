import { CarillonError } from '@carillon/domain';
import { describe, expect, it } from 'vitest';
import { checkOrigin, type OriginFacts } from './check-origin.ts';

const facts = (override: Partial<OriginFacts>): OriginFacts => ({ method: 'POST', host: 'carillon.example', origin: undefined, secFetchSite: undefined, credential: 'cookie', ...override });
const check = (override: Partial<OriginFacts>) => () => checkOrigin(facts(override), 'https://carillon.example');

describe('checkOrigin lets through', () => {
  it.each([
    ['reading, wherever it comes from', { method: 'GET', secFetchSite: 'cross-site' }],
    ['a write that the browser says is from the same origin', { secFetchSite: 'same-origin' }],
    ['a write from the public address', { origin: 'https://carillon.example' }],
    ['a write from the host it was sent to', { origin: 'http://localhost:4000', host: 'localhost:4000' }],
    ['a write with a token that says nothing of its origin', { credential: 'other' as const }],
  ])('%s', (_title, override) => {
    expect(check(override)).not.toThrow();
  });
});

describe('checkOrigin refuses', () => {
  it.each([
    ['a write from another site', { secFetchSite: 'cross-site' }],
    ['a write from a sister domain', { secFetchSite: 'same-site' }],
    ['another site, even where its Origin claims to be us', { secFetchSite: 'cross-site', origin: 'https://carillon.example' }],
    ['another origin', { origin: 'https://evil.example' }],
    ['another port', { origin: 'https://carillon.example:8443' }],
    ['an opaque origin', { origin: 'null' }],
    ['a write with the cookie that says nothing of its origin', {}],
    ['a sign-in from another site', { credential: 'other' as const, origin: 'https://evil.example' }],
  ])('%s', (_title, override) => {
    expect(check(override)).toThrow(CarillonError);
  });
});
