import { expect, it } from 'vitest';
import { decideAutoPause, defaultAutoPause } from './decide-auto-pause.ts';

const thresholds = { bounceRate: 0.05, complaintRate: 0.003, minimumSent: 100 };

it.each([
  ['nothing left yet', { sent: 0, bounced: 0, complained: 0 }],
  ['all of the first few bounced: too few to judge', { sent: 99, bounced: 99, complained: 0 }],
  ['bounces at the threshold, not beyond', { sent: 1_000, bounced: 50, complained: 0 }],
  ['complaints at the threshold, not beyond', { sent: 1_000, bounced: 0, complained: 3 }],
])('goes on: %s', (_title, counts) => {
  expect(decideAutoPause(counts, thresholds)).toEqual({ kind: 'go-on' });
});

it.each([
  ['one bounce too many', { sent: 1_000, bounced: 51, complained: 0 }, '51 of 1000 messages (5.1 %) bounced: look at the addresses before going on.'],
  ['one complaint too many', { sent: 1_000, bounced: 0, complained: 4 }, '4 of 1000 messages (0.4 %) were reported as spam: look at the audience before going on.'],
  ['both: bounces are named first', { sent: 100, bounced: 50, complained: 50 }, '50 of 100 messages (50.0 %) bounced: look at the addresses before going on.'],
])('pauses: %s', (_title, counts, reason) => {
  expect(decideAutoPause(counts, thresholds)).toEqual({ kind: 'pause', reason });
});

it.each([
  ['bounces', { bounceRate: null }, { sent: 1_000, bounced: 1_000, complained: 0 }],
  ['complaints', { complaintRate: null }, { sent: 1_000, bounced: 0, complained: 1_000 }],
])('goes on whatever the %s when that threshold is off', (_title, off, counts) => {
  expect(decideAutoPause(counts, { ...defaultAutoPause, ...off })).toEqual({ kind: 'go-on' });
});
