import { Campaign, CampaignWithStats } from '@carillon/domain';
import { newId } from './add-user.ts';
import type { Client } from './client.ts';

/** A template, and three users who may be written to. */
export async function prepareReaders(client: Client): Promise<{ template: string; users: string[] }> {
  const template = newId('template');
  await client.call('POST', '/templates', { name: template, subject: 'News for {{ name }}', html: '<p>Hello {{ name }}</p>' });
  const users = [newId('user'), newId('user'), newId('user')];
  for (const id of users) await client.addUser({ id, name: `Reader ${id}`, email: `${id}@example.com` });
  return { template, users };
}

export async function draftOf(client: Client, template: string, parts: object = {}): Promise<Campaign> {
  return Campaign.parse(await client.call('POST', '/campaigns', { name: newId('Campaign'), template, ...parts }));
}
export const stateOf = async (client: Client, id: string) => CampaignWithStats.parse(await client.call('GET', `/campaigns/${id}`)).campaign.status;
