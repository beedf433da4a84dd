import { expect, it } from 'vitest';
import { addressCursor, audienceCursor, timeCursor } from './cursors.ts';

const at = new Date('2026-03-29T08:59:00.000Z');

/** These are out there: in a browser's address, in a campaign that goes on after a restart. */
const known = {
  time: 'WzE3NzQ3NzQ3NDAwMDAsIjAxSloiXQ',
  address: 'WyJqw7xyZ2VuK2LDvHJvQGV4YW1wbGUub3JnIiwifi8_Il0',
  audience: 'WzE3NzQ3NzQ3NDAwMDAsImFAZXhhbXBsZS5vcmciLCIwMUpaIixudWxsXQ',
};

it('cursors keep their form', () => {
  expect({
    time: timeCursor.encode([at, '01JZ']),
    address: addressCursor.encode(['jürgen+büro@example.org', '~/?']),
    audience: audienceCursor.encode([at, 'a@example.org', '01JZ', null]),
  }).toEqual(known);
});

it('cursors are read as what they were made of', () => {
  expect(timeCursor.decode(known.time)).toEqual([at, '01JZ']);
  expect(addressCursor.decode(known.address)).toEqual(['jürgen+büro@example.org', '~/?']);
  expect(audienceCursor.decode(known.audience)).toEqual([at, 'a@example.org', '01JZ', null]);
});

it.each([
  ['no base64', '%%%'],
  ['no JSON', 'bm90IEpTT04'],
  ['nothing', ''],
  ['no list', 'eyJhdCI6MX0'],
  ['a cursor of another list', known.address],
  ['a cursor with something behind it', known.audience],
  ['an instant that no clock shows', 'WzllMTUsIjAxSloiXQ'],
])('a list in the order of time refuses %s', (_what, cursor) => {
  expect(() => timeCursor.decode(cursor)).toThrowError(expect.objectContaining({ code: 'validation-failed', details: [{ parameter: 'cursor', code: 'invalid-cursor', message: 'is not a cursor of this list' }] }));
});
