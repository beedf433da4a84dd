import { describe, expect, it } from 'vitest';
import { decideVerification } from './decide-verification.ts';

const expiresAt = '2026-03-29T01:00:00.000Z';
const before = new Date('2026-03-29T00:59:59.999Z');
const at = new Date(expiresAt);

describe('decideVerification', () => {
  it.each([
    ['pending', 'verify', before, 'change'],
    ['pending', 'reject', before, 'change'],
    ['pending', 'expire', before, 'refuse'],
    ['pending', 'verify', at, 'refuse'],
    ['pending', 'reject', at, 'refuse'],
    ['pending', 'expire', at, 'change'],
    ['verified', 'verify', at, 'nothing'],
    ['verified', 'expire', at, 'refuse'],
    ['expired', 'expire', before, 'nothing'],
    ['expired', 'verify', before, 'refuse'],
    ['rejected', 'verify', before, 'refuse'],
    ['rejected', 'reject', at, 'nothing'],
  ] as const)('%s + %s at %o: %s', (status, command, now, expected) => {
    expect(decideVerification({ status, expiresAt }, command, now).kind).toBe(expected);
  });
});
