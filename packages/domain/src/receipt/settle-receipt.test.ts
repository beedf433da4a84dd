import { describe, expect, it } from 'vitest';
import { settleReceipt } from './settle-receipt.ts';

const now = new Date('2026-03-29T01:00:00Z');
const receivedAt = new Date('2026-03-29T00:59:00Z');

describe('settleReceipt', () => {
  it.each(['applied', 'late', 'repeated', 'unknown-message'] as const)('%s is final', (fate) => {
    expect(settleReceipt(fate, { receivedAt, tries: 1 }, now)).toMatchObject({ state: fate, nextTryAt: null });
  });

  it.each([
    [1, '2026-03-29T01:00:01.000Z'],
    [4, '2026-03-29T01:00:08.000Z'],
    [50, '2026-03-29T01:05:00.000Z'],
  ])('an early one is looked at again, ever more patiently: try %i', (tries, expected) => {
    expect(settleReceipt('early', { receivedAt, tries }, now).nextTryAt?.toISOString()).toBe(expected);
  });

  it('an early one is given up after a day', () => {
    expect(settleReceipt('early', { receivedAt: new Date('2026-03-28T00:59:00Z'), tries: 300 }, now)).toMatchObject({ state: 'late', nextTryAt: null, explanation: expect.stringContaining('never came to an end') });
  });
});
