import { z } from 'zod';

export const CampaignStatus = z.enum(['draft', 'scheduled', 'running', 'paused', 'finished', 'cancelled']);
export type CampaignStatus = z.infer<typeof CampaignStatus>;

/** What can happen to a campaign. Each moves it from a fixed set of states to one state. */
export const CampaignEvent = z.enum(['scheduled', 'unscheduled', 'started', 'paused', 'resumed', 'finished', 'reopened', 'cancelled']);
export type CampaignEvent = z.infer<typeof CampaignEvent>;

interface Transition {
  from: readonly CampaignStatus[];
  to: CampaignStatus;
}

const transitions = {
  'scheduled': { from: ['draft'], to: 'scheduled' },
  'unscheduled': { from: ['scheduled'], to: 'draft' },
  'started': { from: ['draft', 'scheduled'], to: 'running' },
  'paused': { from: ['running'], to: 'paused' },
  'resumed': { from: ['paused'], to: 'running' },
  'finished': { from: ['running'], to: 'finished' },
  // Its failed recipients are tried again.
  'reopened': { from: ['finished'], to: 'running' },
  'cancelled': { from: ['scheduled', 'running', 'paused'], to: 'cancelled' },
} as const satisfies Record<CampaignEvent, Transition>;

/** The states from which `event` may happen, and where it leads: the two halves of a compare-and-set. */
export function campaignTransitionOf(event: CampaignEvent): Transition {
  return transitions[event];
}
