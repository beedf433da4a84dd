import { expect, it } from 'vitest';
import { decideAutoPause, defaultAutoPause, toDeliveryCounts } from './decide-auto-pause.ts';

const thresholds = { bounceRate: 0.05, complaintRate: 0.003, minimumSent: 100 };

it.each([
  ['nothing left yet', { sent: 0, bounced: 0, complained: 0 }],
  ['all of the first few bounced: too few to judge', { sent: 99, bounced: 99, complained: 0 }],
  ['bounces at the threshold, not beyond', { sent: 1_000, bounced: 50, complained: 0 }],
  ['complaints at the threshold, not beyond', { sent: 1_000, bounced: 0, complained: 3 }],
])('goes on: %s', (_title, counts) => {
  expect(decideAutoPause(counts, thresholds, null)).toEqual({ kind: 'go-on' });
});

it.each([
  ['one bounce too many', { sent: 1_000, bounced: 51, complained: 0 }, '51 of 1000 messages (5.1 %) bounced: look at the addresses before going on.'],
  ['one complaint too many', { sent: 1_000, bounced: 0, complained: 4 }, '4 of 1000 messages (0.4 %) were reported as spam: look at the audience before going on.'],
  ['both: bounces are named first', { sent: 100, bounced: 50, complained: 50 }, '50 of 100 messages (50.0 %) bounced: look at the addresses before going on.'],
])('pauses: %s', (_title, counts, reason) => {
  expect(decideAutoPause(counts, thresholds, null)).toEqual({ kind: 'pause', reason });
});

it.each([
  ['bounces', { bounceRate: null }, { sent: 1_000, bounced: 1_000, complained: 0 }],
  ['complaints', { complaintRate: null }, { sent: 1_000, bounced: 0, complained: 1_000 }],
])('goes on whatever the %s when that threshold is off', (_title, off, counts) => {
  expect(decideAutoPause(counts, { ...defaultAutoPause, ...off }, null)).toEqual({ kind: 'go-on' });
});

const since = { sent: 1_000, bounced: 200, complained: 10 };

it.each([
  ['nothing has left since', since],
  ['too few have left since, however many bounced', { sent: 1_099, bounced: 299, complained: 10 }],
  ['few of those that left since bounced', { sent: 2_000, bounced: 250, complained: 13 }],
  ['recipients were queued once more, and have not left again', { sent: 900, bounced: 200, complained: 10 }],
])('goes on after an operator let it: %s', (_title, counts) => {
  expect(decideAutoPause(counts, thresholds, since)).toEqual({ kind: 'go-on' });
});

it.each([
  ['one bounce too many since', { sent: 2_000, bounced: 251, complained: 10 }, 'Since it was resumed, 51 messages bounced while 1000 left (5.1 %): look at the addresses before going on.'],
  ['one complaint too many since', { sent: 2_000, bounced: 200, complained: 14 }, 'Since it was resumed, 4 messages were reported as spam while 1000 left (0.4 %): look at the audience before going on.'],
  ['more came back of what had left before than has left since', { sent: 1_100, bounced: 350, complained: 10 }, 'Since it was resumed, 150 messages bounced while 100 left (150.0 %): look at the addresses before going on.'],
])('pauses again: %s', (_title, counts, reason) => {
  expect(decideAutoPause(counts, thresholds, since)).toEqual({ kind: 'pause', reason });
});

it('is asked about all that left, whatever became of it', () => {
  expect(toDeliveryCounts({ queued: 9, sent: 1, delivered: 2, bounced: 3, complained: 4, unknown: 5, failed: 6 })).toEqual({ sent: 15, bounced: 3, complained: 4 });
});
