import { CampaignId, CreateCampaign, type Campaign } from '@carillon/domain';
import { expect, it } from 'vitest';
import { reviewCampaign, type ReviewCampaignDeps } from './review-campaign.ts';

const now = '2026-12-01T08:00:00.000Z';
const campaign: Campaign = {
  ...CreateCampaign.parse({ name: 'Spring', template: 'news' }),
  id: CampaignId.parse('cmp_01ARYZ6S41ZZZZZZZZZZZZZZZZ'), version: 1, status: 'draft', reason: null, needsDecision: false, startsAt: null, templateVersion: null,
  audience: { included: 0, excluded: [], complete: false }, createdAt: now, createdBy: { kind: 'system', id: 'test', name: 'Test' }, updatedAt: now, startedAt: null, endedAt: null,
};

/** A segment of so many pages of one user who is left out. */
const leftOut = (pages: number): ReviewCampaignDeps => ({
  segments: { find: async () => null },
  resolveTemplate: async () => ({ version: 1, subject: 'News', html: '<p>News</p>', text: null, layout: 'none' }),
  audience: {
    readPage: async (_about, { cursor }) => {
      const page = Number(cursor ?? '0') + 1;
      return { included: [], excluded: [{ userId: `u-${page}`, name: 'Ada', address: '', reason: 'no-address' }], nextCursor: page < pages ? String(page) : null };
    },
  },
  renderer: { render: () => ({ subject: '', html: '', text: '' }) },
  providersOf: () => ['smtp'],
});

it('refuses a campaign that nobody would get', async () => {
  const review = await reviewCampaign(leftOut(3), campaign, { maxUsers: 10 });
  expect(review.audience).toEqual({ included: 0, excluded: [{ reason: 'no-address', count: 3 }], exact: true });
  expect(review.problems).toMatchObject([{ code: 'no-recipients', blocking: true }]);
});

it('does not take the first users for all: somebody behind them may get it', async () => {
  const review = await reviewCampaign(leftOut(3), campaign, { maxUsers: 2 });
  expect(review.audience).toEqual({ included: 0, excluded: [{ reason: 'no-address', count: 2 }], exact: false });
  expect(review.problems).toEqual([]);
});
