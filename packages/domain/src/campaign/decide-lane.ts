import type { CampaignStatus } from './status.ts';

/** What a delivery job should do for its part of a campaign. */
export type LaneDecision = { kind: 'deliver' } | { kind: 'cancel-rest' } | { kind: 'leave'; reason: string };

/** Nothing leaves before everybody is written down: what was previewed, what is paused and what is cancelled is one audience. */
export function decideLane({ status, audience }: { status: CampaignStatus; audience: { complete: boolean } }): LaneDecision {
  switch (status) {
    case 'running':
      return audience.complete ? { kind: 'deliver' } : { kind: 'leave', reason: 'its audience is still being written down' };
    case 'cancelled':
      return { kind: 'cancel-rest' };
    case 'draft':
    case 'scheduled':
    case 'paused':
    case 'finished':
      return { kind: 'leave', reason: `the campaign is ${status}` };
  }
}
