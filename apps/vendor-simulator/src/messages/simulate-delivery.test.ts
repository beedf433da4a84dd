import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { defaultSettings, type Faults, type SimulatorSettings } from '../settings/schema.ts';
import { simulateDelivery } from './simulate-delivery.ts';

const calm: SimulatorSettings = { ...defaultSettings, successRate: 1, bounceRate: 0, complaintRate: 0, latencyMs: { min: 100, max: 100 }, delayMs: 5_000 };
const key = { account: 'simulator-a', to: 'ada@example.com', attempt: 1 };
const withFaults = (faults: Partial<Faults>, change: Partial<SimulatorSettings> = {}) => simulateDelivery({ ...calm, ...change, faults: { ...calm.faults, ...faults } }, key);
const sent = { event: 0, afterMs: 100, status: 'SENT', reason: null, forged: false };

describe('simulateDelivery', () => {
  it('without faults takes the message, and says once that it was sent', () => {
    expect(withFaults({})).toEqual({ answer: 'accept', history: [{ afterMs: 100, status: 'SENT', reason: null }], callbacks: [sent] });
  });

  it.each<[string, Partial<SimulatorSettings>, string[]]>([
    ['no success', { successRate: 0 }, ['FAILED']],
    ['bounces', { bounceRate: 1 }, ['SENT', 'BOUNCED']],
    ['complaints', { complaintRate: 1 }, ['SENT', 'COMPLAINED']],
    ['bounces and complaints: what bounced was not read', { bounceRate: 1, complaintRate: 1 }, ['SENT', 'BOUNCED']],
  ])('with %s', (_title, change, expected) => {
    expect(withFaults({}, change).callbacks.map(({ status }) => status)).toEqual(expected);
  });

  it.each<[string, Partial<Faults>, unknown]>([
    ['duplicates: the same event twice', { duplicates: 1 }, [sent, { ...sent, afterMs: 200 }]],
    ['reordering: behind all that was taken with it', { reordering: 1 }, [{ ...sent, afterMs: 400 }]],
    ['delays', { delays: 1 }, [{ ...sent, afterMs: 5_100 }]],
    ['drops: silence', { drops: 1 }, []],
    ['forgeries: a lie comes first', { forgeries: 1 }, [expect.objectContaining({ status: 'FAILED', forged: true, afterMs: 50 }), sent]],
  ])('with %s', (_title, faults, callbacks) => {
    expect(withFaults(faults).callbacks).toEqual(callbacks);
  });

  it('a dropped receipt is still known to whoever asks', () => {
    expect(withFaults({ drops: 1 }).history).toHaveLength(1);
  });

  it.each<[string, Partial<Faults>, string, number]>([
    ['server errors: nothing is taken', { serverErrors: 1 }, 'refuse', 0],
    ['hangs: it is taken all the same', { hangs: 1 }, 'hang', 1],
    ['late answers', { lateAnswers: 1 }, 'accept-late', 1],
  ])('with %s', (_title, faults, answer, callbacks) => {
    const plan = withFaults(faults);
    expect(plan.answer).toBe(answer);
    expect(plan.callbacks).toHaveLength(callbacks);
  });

  const rate = fc.double({ min: 0, max: 1, noNaN: true });
  const faults = fc.record({ duplicates: rate, reordering: rate, delays: rate, drops: rate, forgeries: rate, serverErrors: rate, hangs: rate, lateAnswers: rate });
  const settings = fc.record({ seed: fc.string({ maxLength: 20 }), successRate: rate, bounceRate: rate, complaintRate: rate, faults }).map((change): SimulatorSettings => ({ ...defaultSettings, ...change }));
  const keys = fc.record({ account: fc.constantFrom('a', 'b'), to: fc.string(), attempt: fc.integer({ min: 1, max: 9 }) });

  it('whatever the settings: the same seed and key have the same fate, and it is one that can be', () => {
    fc.assert(
      fc.property(settings, keys, (given, message) => {
        const plan = simulateDelivery(given, message);
        expect(simulateDelivery(structuredClone(given), { ...message })).toEqual(plan);
        expect(plan.callbacks.map(({ afterMs }) => afterMs)).toEqual(plan.callbacks.map(({ afterMs }) => afterMs).toSorted((one, other) => one - other));
        const genuine = plan.callbacks.filter(({ forged }) => !forged);
        expect(genuine.every(({ event, status }) => plan.history[event]?.status === status)).toBe(true);
        expect(plan.history.length === 0).toBe(plan.answer === 'refuse');
      }),
    );
  });

  it('whatever the settings: changing one rate changes nothing about the other dice', () => {
    fc.assert(
      fc.property(settings, keys, (given, message) => {
        const quiet = { ...given, faults: { ...given.faults, serverErrors: 0 } };
        const dropping = { ...quiet, faults: { ...quiet.faults, drops: 1 } };
        expect(simulateDelivery(dropping, message).history).toEqual(simulateDelivery(quiet, message).history);
      }),
    );
  });

  it('meets its success rate over many recipients', () => {
    const seventy = { ...calm, successRate: 0.7 };
    const fates = Array.from({ length: 10_000 }, (_, index) => simulateDelivery(seventy, { ...key, to: `user-${index}@example.com` }).history[0]?.status);
    expect(fates.filter((status) => status === 'SENT').length / fates.length).toBeCloseTo(0.7, 1);
  });
});
