import type { Schedule } from '@carillon/domain';
import { expect, it } from 'vitest';
import { changeOf, declaredDraft, draftOf } from './schedule-draft.ts';

const schedule: Schedule = {
  rule: 'payment.send-reminder', group: 'payment', description: '', enabled: true, cron: '0 9 * * *', cronInWords: 'At 09:00', timeZone: 'Europe/Berlin', missedSlots: 'skip',
  parameters: { offsets: [2] }, parametersSchema: { properties: { offsets: { type: 'array', items: { type: 'integer' } } } },
  declared: { cron: '5 * * * *', timeZone: 'Etc/UTC', parameters: { offsets: [7, 3] } }, version: 4, changedAt: null, changedBy: null, nextRuns: [], lastRun: null,
};
const draft = draftOf(schedule);

it('is no change when nothing was touched', () => {
  expect(changeOf(schedule, draft)).toBeNull();
});

it.each([
  ['another cron', { cron: '0 8 * * *' }, { cron: '0 8 * * *' }],
  ['another zone', { timeZone: 'America/New_York' }, { timeZone: 'America/New_York' }],
  ['other parameters', { parameters: { offsets: '5, 1' } }, { parameters: { offsets: [5, 1] } }],
  ['parameters that are no numbers', { parameters: { offsets: 'soon' } }, { parameters: { offsets: ['soon'] } }],
  ['the declared cron', { cron: '5 * * * *' }, { cron: null }],
  ['the declared parameters', { parameters: { offsets: '7, 3' } }, { parameters: null }],
])('names %s and nothing else, on the version it was made on', (_what, touched, change) => {
  expect(changeOf(schedule, { ...draft, ...touched })).toEqual({ version: 4, ...change });
});

it('goes back to the declaration in everything that differs from it', () => {
  expect(changeOf(schedule, declaredDraft(schedule))).toEqual({ version: 4, cron: null, timeZone: null, parameters: null });
});
