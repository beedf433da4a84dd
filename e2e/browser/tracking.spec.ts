import { randomUUID } from 'node:crypto';
import { Campaign, CampaignWithStats, CommunicationLogPage, InboxMessage } from '@carillon/domain';
import { findViolations } from './accessibility.ts';
import { settle } from './settle.ts';
import { expect, test } from './test.ts';

const unique = (prefix: string) => `${prefix}-${randomUUID().slice(0, 8)}`;
const target = 'https://shop.example.com/offer?a=1&b=2';

test('a campaign that tracks says who followed its links, and that it was a machine', async ({ page, client }) => {
  const [template, reader] = [unique('t'), unique('u')];
  await client.call('POST', '/templates', { name: template, subject: 'Offer', html: `<p><a href="${target.replaceAll('&', '&amp;')}">Look</a></p>` });
  await client.addUser({ id: reader, name: 'Reader', email: `${reader}@example.com` });
  const { id } = Campaign.parse(await client.call('POST', '/campaigns', { name: unique('Tracked'), template, tracking: true }));
  await client.call('POST', `/campaigns/${id}/launch`, {});
  await expect.poll(async () => CampaignWithStats.parse(await client.call('GET', `/campaigns/${id}`)).campaign.status, { timeout: 20_000 }).toBe('finished');
  const [received] = await client.inbox(`to=${reader}@example.com`);
  const message = InboxMessage.parse(await client.call('GET', `/inbox/${received?.id}`));
  const link = /href="[^"]+(\/t\/c\/[\w.-]+)"/.exec(message.html ?? '')?.[1] ?? '';

  const answer = await page.request.get(link, { maxRedirects: 0, headers: { 'user-agent': 'BarracudaCentral/1.0' } });
  expect([answer.status(), answer.headers()['location']]).toEqual([302, target]);

  await page.goto(`/campaigns/${id}`);
  await expect(page.getByRole('region', { name: 'Links' }).getByRole('row', { name: target })).toContainText(/0\s*1$/);
  await settle(page);
  expect(await findViolations(page), 'the campaign').toEqual([]);

  const [log] = CommunicationLogPage.parse(await client.call('GET', `/campaigns/${id}/logs?search=${reader}`)).items;
  await page.goto(`/campaigns/${id}/recipients/${log?.id}`);
  await expect(page.getByText('by machines alone (a robot)')).toBeVisible();
  await settle(page);
  expect(await findViolations(page), 'the recipient').toEqual([]);
});
