import type { CampaignCounterRepository, CampaignRepository } from '@carillon/db';
import { outcomeGroups, sumOf, type CampaignOverview, type CampaignStatus, type Clock, type OverviewRange, type StatusCounts } from '@carillon/domain';
import { boundsOf } from './bounds-of.ts';
import { sumCounts } from './sum-counts.ts';

const MINUTE_MS = 60_000;
const FAILING = 5;

export interface ReadCampaignOverviewDeps {
  campaigns: Pick<CampaignRepository, 'findActiveSince'>;
  campaignCounters: Pick<CampaignCounterRepository, 'read' | 'countHandedSince'>;
  clock: Clock;
}

/** What became of the messages of campaigns, from their counters: its cost depends on how many campaigns there were, never on their recipients. */
export async function readCampaignOverview({ campaigns, campaignCounters, clock }: ReadCampaignOverviewDeps, range: OverviewRange): Promise<CampaignOverview> {
  const now = clock.now();
  const { start, end } = boundsOf(range, now);
  const [active, handedLastMinute] = await Promise.all([campaigns.findActiveSince(new Date(start)), campaignCounters.countHandedSince(new Date(now.getTime() - MINUTE_MS))]);
  const counts = await campaignCounters.read(active.map(({ id }) => id));
  const inStatus = (wanted: CampaignStatus) => active.filter(({ status }) => status === wanted).length;
  return {
    from: new Date(start).toISOString(),
    to: new Date(end).toISOString(),
    campaigns: active.length,
    running: inStatus('running'),
    paused: inStatus('paused'),
    totals: sumCounts([...counts.values()]),
    handedLastMinute,
    failing: findFailing(active, counts),
  };
}

/** As many as one looks at, the one with most failures first. */
function findFailing(active: readonly { id: string; name: string }[], counts: ReadonlyMap<string, StatusCounts>): CampaignOverview['failing'] {
  return active
    .map(({ id, name }) => ({ id, name, failed: sumOf(counts.get(id) ?? {}, outcomeGroups.failed) }))
    .filter(({ failed }) => failed > 0)
    .sort((one, other) => other.failed - one.failed)
    .slice(0, FAILING);
}
