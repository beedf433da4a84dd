import { expect, it } from 'vitest';
import { isNews } from './is-news.ts';

it.each([
  [true, 'a rule that was swept and found nobody', { schedule: 'payment.send-reminder', trigger: 'clock', state: 'done', found: 0 }],
  [false, 'maintenance that found nothing', { schedule: 'maintenance.requeue-stale', trigger: 'clock', state: 'done', found: 0 }],
  [true, 'maintenance that found something', { schedule: 'maintenance.requeue-stale', trigger: 'clock', state: 'done', found: 3 }],
  [true, 'maintenance that failed', { schedule: 'maintenance.purge', trigger: 'clock', state: 'failed', found: 0 }],
  [true, 'maintenance that somebody started', { schedule: 'maintenance.purge', trigger: 'manual', state: 'queued', found: 0 }],
] as const)('%s: %s', (news, _what, run) => {
  expect(isNews(run)).toBe(news);
});
