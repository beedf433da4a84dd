import { createLinkTokens } from '@carillon/domain';
import { describe, expect, it } from 'vitest';
import { createLinkSigner } from './create-link-signer.ts';

const key = new Uint8Array(32).fill(1);
const other = new Uint8Array(32).fill(2);
const tokens = createLinkTokens(createLinkSigner([key]));
const log = { logId: 'com_01J9ZK3V5Q8W7X6Y5T4R3E2W1Q', campaignId: 'cmp_01J9ZK3V5Q8W7X6Y5T4R3E2W1Q', userId: 'u-1', issuedAt: new Date('2026-11-22T02:00:00Z') };
const preferences = tokens.preferences({ userId: 'u-1', category: 'payments', logId: 'ntf_1' });
const click = tokens.click(log, 3, 'https://example.com/straße?a=1&b=ü#c');
const [head = '', payload = '', signature = ''] = preferences.split('.');
const forgedPayload = btoa(JSON.stringify(['u-2', 'payments', 'ntf_1'])).replaceAll('=', '');

it('comes back as it was signed', () => {
  expect(tokens.readPreferences(preferences)).toEqual({ kind: 'preferences', userId: 'u-1', category: 'payments', logId: 'ntf_1' });
  expect(tokens.readOpen(tokens.open(log))).toEqual({ kind: 'open', ...log });
  expect(tokens.readClick(click)).toEqual({ kind: 'click', ...log, link: 3, target: 'https://example.com/straße?a=1&b=ü#c' });
});

it('is the same link however often it is made, with nothing in it that an address would have to escape', () => {
  expect(tokens.preferences({ userId: 'u-1', category: 'payments', logId: 'ntf_1' })).toBe(preferences);
  expect(click).toMatch(/^[\w.-]+$/);
});

describe('is nothing to us', () => {
  it.each([
    ['empty', ''],
    ['no token', 'hello'],
    ['for another user', `${head}.${forgedPayload}.${signature}`],
    ['without its signature', `${head}.${payload}.`],
    ['with a signature cut short', preferences.slice(0, -1)],
    ['with a changed signature', `${head}.${payload}.${signature.startsWith('A') ? 'B' : 'A'}${signature.slice(1)}`],
    ['with another spelling of the same signature', `${head}.${payload}.${signature}=`],
    ['of a version that does not exist', preferences.replace(/^1/, '2')],
    ['that means something else', tokens.open(log)],
    ['whose meaning was exchanged', tokens.open(log).replace(/^1o/, '1u')],
    ['signed with another key', createLinkTokens(createLinkSigner([other])).preferences({ userId: 'u-1', category: 'payments', logId: 'ntf_1' })],
    ['too long to be looked at', `1u.${'A'.repeat(9_000)}.${signature}`],
    ['that we signed, but not of this form', `1u.${btoa('{}').replaceAll('=', '')}.${createLinkSigner([key]).sign(`1u.${btoa('{}').replaceAll('=', '')}`)}`],
  ])('%s', (_title, token) => {
    expect(tokens.readPreferences(token)).toBeNull();
  });
});

it.each(['javascript:alert(1)', 'data:text/html,x', '//example.com', 'ftp://example.com/'])('never leads to %s, even under our signature', (target) => {
  expect(tokens.readClick(tokens.click(log, 1, target))).toBeNull();
});

it('outlives its key while that is among the others', () => {
  expect(createLinkTokens(createLinkSigner([other, key])).readPreferences(preferences)).toMatchObject({ userId: 'u-1' });
});
