import { Campaign, LaunchResult, Segment, type ChannelName } from '@carillon/domain';
import type { Stack } from '../stack/start-stack.ts';
import type { Addresses } from './addresses.ts';
import { openDataServices, untilDone } from './data-services.ts';
import type { Client } from './open-client.ts';

const RECIPIENTS = 200;
/** Of each campaign: so both are under way for eight seconds at least. */
const PER_SECOND = 25;

/** Two campaigns for the same users, one by mail and one by a vendor. */
export interface CampaignLoad {
  ids: readonly string[];
  /** An address for each message of either. */
  recipients: readonly string[];
}

/** Adds users, a segment of them and a campaign for each channel, and launches both, as an operator would. */
export async function launchCampaigns(stack: Stack, client: Client, { domain, phonePrefix }: Addresses): Promise<CampaignLoad> {
  const tag = domain.replace(/\..*/, '');
  const users = Array.from({ length: RECIPIENTS }, (_, index) => ({ email: `reader-${index}@${domain}`, phone: `${phonePrefix}${String(index).padStart(4, '0')}` }));
  const { mongo } = openDataServices(stack);
  await untilDone(() => mongo.importUsers({ csv: ['name,email,phone,tags,timeZone', ...users.map(({ email, phone }, index) => `Reader ${index},${email},${phone},${tag},Etc/UTC`)].join('\n') }));
  const segment = Segment.parse(await client.post('/segments', { name: tag, rule: { op: 'has-tag', tag } }));
  const launch = async (channel: ChannelName) => {
    const draft = { name: `News by ${channel}`, segmentId: segment.id, channel, template: 'announcement', ratePerSecond: PER_SECOND, pauseAtBounceRate: null };
    const { id } = Campaign.parse(await client.post('/campaigns', draft));
    return LaunchResult.parse(await client.post(`/campaigns/${id}/launch`, {})).campaign.id;
  };
  const ids = await Promise.all([launch('email'), launch('vendor')]);
  return { ids, recipients: users.flatMap(({ email, phone }) => [email, phone]) };
}
