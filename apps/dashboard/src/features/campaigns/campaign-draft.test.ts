import { Campaign, CreateCampaign } from '@carillon/domain';
import { expect, it } from 'vitest';
import { againOf, emptyDraft, readDraft } from './campaign-draft.ts';

const draft = { ...emptyDraft('Europe/Berlin'), name: 'Spring', template: 'spring' };

it('sends what was left empty as nothing, and percent as a part', () => {
  expect(CreateCampaign.parse(readDraft(draft).input)).toMatchObject({ segmentId: null, subject: null, ratePerSecond: null, pauseAtBounceRate: 0.1, schedule: null });
});

it('sends a time only when there is one', () => {
  expect(readDraft({ ...draft, scheduled: true, at: '2026-12-01T09:00' }).input?.schedule).toEqual({ at: '2026-12-01T09:00', timeZone: 'Europe/Berlin', missed: 'ask' });
});

it.each([
  ['rate', { rate: 'fast' }, { '/ratePerSecond': 'must be a number, like 2.5, or empty' }],
  ['bounce rate', { bouncePercent: '250' }, { '/pauseAtBounceRate': 'must be at most 100 %' }],
])('sends nothing while a %s is none: it would be no limit', (_field, typed, problems) => {
  expect(readDraft({ ...draft, ...typed })).toEqual({ input: null, problems });
});

it('leaves it to the contract to refuse a time that is none', () => {
  expect(CreateCampaign.safeParse(readDraft({ ...draft, scheduled: true, at: '' }).input).success).toBe(false);
});

it('uses a campaign again with its settings, under another name and without its time', () => {
  const settings = { segmentId: 'seg_1', channel: 'vendor', providers: ['one'], category: 'news', template: 'spring', subject: 'Hi', ratePerSecond: 2.5, pauseAtBounceRate: 0.05, tracking: true };
  const launched = Campaign.parse({
    ...settings, name: 'S'.repeat(120), schedule: { at: '2026-12-01T09:00', timeZone: 'Europe/Berlin' }, id: 'cmp_01J9ZK3V5Q8W7X6Y5T4R3E2W1Q', version: 3, status: 'finished', reason: null, needsDecision: false, startsAt: null, templateVersion: 2,
    audience: { included: 1, excluded: [], complete: true }, createdAt: '2026-11-01T00:00:00.000Z', createdBy: { kind: 'operator', id: 'op', name: 'Olga' }, updatedAt: '2026-11-01T00:00:00.000Z', startedAt: null, endedAt: null,
  });
  expect(CreateCampaign.parse(readDraft(againOf(launched, 'Etc/UTC')).input)).toEqual({ ...settings, name: `${'S'.repeat(112)} (again)`, schedule: null });
});
