import { randomUUID } from 'node:crypto';
import { Campaign } from '@carillon/domain';
import { expect, test } from './test.ts';

test('a message appears while one looks, and its row is part of the address', async ({ page, client }) => {
  const subject = `Arrival ${randomUUID().slice(0, 8)}`;
  await page.goto('/inbox');
  await expect(page.getByText('Live', { exact: true })).toBeVisible();
  await client.send({ to: 'arrival@example.com', subject });
  await page.getByRole('link', { name: new RegExp(subject) }).click();
  await expect(page).toHaveURL(/\/inbox\/msg_/);
  await page.reload();
  await expect(page.getByRole('heading', { level: 2, name: subject })).toBeVisible();
});

test('a mail of a campaign leads to the log of its recipient', async ({ page, client }) => {
  const name = `c-${randomUUID().slice(0, 8)}`;
  const to = `${name}@example.com`;
  await client.addUser({ id: name, name: `Reader ${name}`, email: to });
  await client.call('POST', '/templates', { name, subject: 'News', html: '<p>News</p>' });
  const { id } = Campaign.parse(await client.call('POST', '/campaigns', { name, template: name }));
  await client.call('POST', `/campaigns/${id}/launch`, {});
  await expect.poll(() => client.inbox(`to=${to}`)).toHaveLength(1);
  await page.goto(`/inbox?to=${to}`);
  await page.getByRole('list', { name: 'Received messages' }).getByRole('link').click();
  await page.getByRole('link', { name: 'Open its log' }).click();
  await expect(page).toHaveURL(new RegExp(`/campaigns/${id}/recipients/com_`));
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(to);
});

test('a search that finds nothing can be cleared', async ({ page, client }) => {
  await client.send();
  await page.goto('/inbox');
  await page.getByRole('textbox', { name: 'Part of the subject' }).fill('no such subject');
  await expect(page).toHaveURL(/search=no/);
  await page.getByRole('button', { name: 'Clear the search' }).click();
  await expect(page.getByRole('list', { name: 'Received messages' })).toBeVisible();
});
