import { expect, it } from 'vitest';
import { CampaignEvent, campaignTransitionOf, type CampaignStatus } from './status.ts';

/** The whole machine. States that are not named refuse the event. */
const machine: Record<CampaignEvent, { from: CampaignStatus[]; to: CampaignStatus }> = {
  scheduled: { from: ['draft'], to: 'scheduled' },
  unscheduled: { from: ['scheduled'], to: 'draft' },
  started: { from: ['draft', 'scheduled'], to: 'running' },
  paused: { from: ['running'], to: 'paused' },
  resumed: { from: ['paused'], to: 'running' },
  finished: { from: ['running'], to: 'finished' },
  reopened: { from: ['finished'], to: 'running' },
  cancelled: { from: ['scheduled', 'running', 'paused'], to: 'cancelled' },
};

it.each(CampaignEvent.options)('%s moves a campaign from the states that allow it, and from no other', (event) => {
  expect(campaignTransitionOf(event)).toEqual(machine[event]);
});

it.each(CampaignEvent.options)('%s never brings a cancelled campaign back', (event) => {
  expect(campaignTransitionOf(event).from).not.toContain('cancelled');
});
