import { describe, expect, it } from 'vitest';
import { createManualClock } from '../clock.ts';
import { createUlidSource } from './ulid.ts';

const at = (instant: string, byte: number) => createUlidSource({ clock: createManualClock(new Date(instant)), randomBytes: (size) => new Uint8Array(size).fill(byte) })();

describe('createUlidSource', () => {
  it('writes the time and then the randomness in Crockford base 32', () => {
    // 1469918176385 ms is the example time of the specification, written 01ARYZ6S41 there.
    expect(at('2016-07-30T22:36:16.385Z', 31)).toBe('01ARYZ6S41ZZZZZZZZZZZZZZZZ');
  });

  it('sorts by the time it was made, whatever the randomness', () => {
    expect(at('2026-11-21T10:00:00.000Z', 31) < at('2026-11-21T10:00:00.001Z', 0)).toBe(true);
  });
});
