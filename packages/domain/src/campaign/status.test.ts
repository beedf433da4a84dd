import { describe, expect, it } from 'vitest';
import { CampaignEvent, CampaignStatus, campaignTransitionOf, nextCampaignStatus } from './status.ts';

/** The whole machine: for each event, what it makes of each state; states that are not named refuse it. */
const machine: Record<CampaignEvent, Partial<Record<CampaignStatus, CampaignStatus>>> = {
  scheduled: { draft: 'scheduled' },
  unscheduled: { scheduled: 'draft' },
  started: { draft: 'running', scheduled: 'running' },
  paused: { running: 'paused' },
  resumed: { paused: 'running' },
  finished: { running: 'finished' },
  reopened: { finished: 'running' },
  cancelled: { scheduled: 'cancelled', running: 'cancelled', paused: 'cancelled' },
};
const everyPair = CampaignEvent.options.flatMap((event) => CampaignStatus.options.map((status) => [event, status, machine[event][status] ?? null] as const));

describe('nextCampaignStatus', () => {
  it.each(everyPair)('%s makes of %s: %s', (event, status, expected) => {
    expect(nextCampaignStatus(status, event)).toBe(expected);
  });

  it.each(CampaignEvent.options)('%s never brings a cancelled campaign back', (event) => {
    expect(nextCampaignStatus('cancelled', event)).toBeNull();
  });
});

it.each(CampaignEvent.options)('%s is the same compare-and-set that nextCampaignStatus decides by', (event) => {
  const { from, to } = campaignTransitionOf(event);
  expect(CampaignStatus.options.filter((status) => nextCampaignStatus(status, event) === to)).toEqual(CampaignStatus.options.filter((status) => from.includes(status)));
});
