import { NotificationStatus } from '@carillon/domain';
import { expect, it } from 'vitest';
import { countLeftOut, countOf, describeEta, describeProgress, percentSettled, progressOrder, toParts } from './progress.ts';

it('has a place for every state', () => {
  expect(progressOrder.toSorted()).toEqual(NotificationStatus.options.toSorted());
});

it('shows who is done before who is under way, and leaves out what nobody is in', () => {
  expect(toParts({ counts: { queued: 25, sent: 50, failed: 25, sending: 0 }, total: 100 })).toEqual([
    { status: 'sent', count: 50, share: 50 },
    { status: 'failed', count: 25, share: 25 },
    { status: 'queued', count: 25, share: 25 },
  ]);
});

it('counts who was left out, in whatever state', () => {
  expect(countLeftOut({ leftOut: { skipped: 2, suppressed: 1 } })).toBe(3);
});

it.each([
  [0, 0, 0],
  [999, 1_000, 99],
  [1_000, 1_000, 100],
])('%d of %d settled are %d percent', (settled, total, percent) => {
  expect(percentSettled({ settled, total })).toBe(percent);
});

it.each([
  [0, '0 s'],
  [59, '59 s'],
  [125, '2 min 5 s'],
  [9_000, 'about 3 h'],
])('%d seconds are %s', (seconds, words) => {
  expect(describeEta(seconds)).toBe(words);
});

it.each([
  [0, '0 recipients'],
  [1, '1 recipient'],
  [1_200, '1,200 recipients'],
])('counts %i', (count, words) => {
  expect(countOf(count, 'recipient')).toBe(words);
});

it.each([
  ['running', { counts: { sent: 40, queued: 60 }, settled: 40, total: 100 }, '40 %'],
  ['cancelled', { counts: { sent: 10, delivered: 4, bounced: 2, unknown: 1, cancelled: 118 }, settled: 135, total: 135 }, '16 of 135 sent'],
  ['finished', { counts: {}, settled: 0, total: 0 }, 'Nobody to send to'],
  ['cancelled', { counts: { cancelled: 1_200 }, settled: 1_200, total: 1_200 }, '0 of 1,200 sent'],
] as const)('says how far a %s campaign came', (status, stats, words) => {
  expect(describeProgress(status, stats)).toBe(words);
});
