import { NotificationStatus } from '@carillon/domain';
import { expect, it } from 'vitest';
import { layOutHistogram, roundUp } from './lay-out-histogram.ts';
import { statusOrder } from './status-order.ts';

const hour = 3_600_000;
const overview = {
  from: '2026-03-28T10:20:00.000Z',
  to: '2026-03-28T12:05:00.000Z',
  bucketMs: hour,
  buckets: [
    { start: '2026-03-28T10:00:00.000Z', counts: { sent: 3, failed: 1 } },
    { start: '2026-03-28T11:00:00.000Z', counts: {} },
    { start: '2026-03-28T12:00:00.000Z', counts: { queued: 8 } },
  ],
};

it('stacks the statuses of a bar without a gap', () => {
  expect(layOutHistogram(overview).bars[0]?.segments).toMatchObject([
    { status: 'sent', count: 3, offset: 0, height: 0.3 },
    { status: 'failed', count: 1, offset: 0.3, height: 0.1 },
  ]);
});

it('cuts the first and the last bar at the range', () => {
  const { bars } = layOutHistogram(overview);
  expect(bars[0]?.segments[0]).toMatchObject({ from: '2026-03-28T10:20:00.000Z', to: '2026-03-28T11:00:00.000Z' });
  expect(bars[2]?.segments[0]).toMatchObject({ from: '2026-03-28T12:00:00.000Z', to: '2026-03-28T12:05:00.000Z' });
});

it('leaves an empty bucket without segments', () => {
  expect(layOutHistogram(overview).bars[1]).toMatchObject({ total: 0, segments: [] });
});

it('knows every status', () => {
  expect([...statusOrder].sort()).toEqual([...NotificationStatus.options].sort());
});

it.each([
  { value: 1, top: 1 },
  { value: 3, top: 4 },
  { value: 8, top: 10 },
  { value: 41, top: 50 },
  { value: 1_001, top: 2_000 },
])('puts the top of a chart of $value at $top', ({ value, top }) => {
  expect(roundUp(value)).toBe(top);
});
