import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { jobIdFrom } from './job-id.ts';

describe('jobIdFrom', () => {
  it('reads as name and parts', () => {
    expect(jobIdFrom('payment.send-reminder', '42', '3-days-before')).toBe('payment.send-reminder_42_3-days-before');
  });

  it('never contains the colon that BullMQ forbids', () => {
    expect(jobIdFrom('maintenance.requeue-stale', '2026-11-21T10:00:00Z')).not.toContain(':');
  });

  it('refuses to make one id for everything', () => {
    expect(() => jobIdFrom('payment.send-reminder')).toThrow(RangeError);
  });

  it('tells different parts apart', () => {
    const parts = fc.array(fc.string({ unit: fc.constantFrom('a', '_', ':', '%', '5', 'F') }), { minLength: 1, maxLength: 3 });
    fc.assert(
      fc.property(parts, parts, (one, other) => {
        expect(jobIdFrom('x', ...one) === jobIdFrom('x', ...other)).toBe(JSON.stringify(one) === JSON.stringify(other));
      }),
    );
  });
});
