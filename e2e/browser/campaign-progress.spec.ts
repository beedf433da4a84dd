import { CampaignWithStats } from '@carillon/domain';
import type { Page } from '@playwright/test';
import { findViolations } from './accessibility.ts';
import type { Client } from './client.ts';
import { draftOf, prepareReaders, stateOf } from './make-campaign.ts';
import { settle } from './settle.ts';
import { expect, test } from './test.ts';

test('a running campaign is paused, resumed and cancelled, and says what had left', async ({ page, client }) => {
  const { template } = await prepareReaders(client);
  const { id } = await draftOf(client, template, { ratePerSecond: 0.1 });
  await client.call('POST', `/campaigns/${id}/launch`, {});
  await page.goto(`/campaigns/${id}`);
  await page.getByRole('button', { name: 'Pause' }).click();
  await expect(page.getByText('Paused by', { exact: false })).toBeVisible();
  await page.getByRole('button', { name: 'Resume' }).click();
  await expect(page.getByRole('button', { name: 'Pause' })).toBeVisible();
  await settle(page);
  expect(await findViolations(page), 'the running campaign').toEqual([]);
  await page.getByRole('button', { name: 'Cancel', exact: true }).click();
  await page.getByRole('alertdialog').getByRole('button', { name: 'Cancel the campaign' }).click();
  await expect(page.getByText(/messages? had left/)).toBeVisible();
  expect(await stateOf(client, id)).toBe('cancelled');
  await page.goto('/campaigns?status=cancelled');
  await expect(page.getByRole('row').filter({ has: page.locator(`a[href="/campaigns/${id}"]`) })).toContainText(/\d+ of \d+ sent/);
});

test('a state of the legend narrows the log, and so does its address', async ({ page, client }) => {
  const { template } = await prepareReaders(client);
  const { id } = await draftOf(client, template);
  await client.call('POST', `/campaigns/${id}/launch`, {});
  await expect.poll(() => stateOf(client, id)).toBe('finished');
  await page.goto(`/campaigns/${id}`);
  await page.getByRole('list', { name: 'Recipients by state' }).getByRole('button').first().click();
  await expect(page).toHaveURL(/status=sent/);
  await page.goto(`/campaigns/${id}?status=bounced`);
  await expect(page.getByText('Nothing matches')).toBeVisible();
});

/** Shows a campaign as it would be with other numbers, on its page and alone in the list. */
async function showWith(page: Page, client: Client, id: string, change: (shown: CampaignWithStats) => CampaignWithStats): Promise<void> {
  const shown = change(CampaignWithStats.parse(await client.call('GET', `/campaigns/${id}`)));
  await page.route(`**/api/v1/campaigns/${id}`, (route) => route.fulfill({ json: shown }));
  await page.route('**/api/v1/campaigns?*', (route) => route.fulfill({ json: { items: [shown], nextCursor: null } }));
}

test('progress begins at nothing, whoever was left out at launch, and unknown is not failed', async ({ page, client }) => {
  const { template } = await prepareReaders(client);
  const { id } = await draftOf(client, template);
  const counts = { queued: 690, failed: 8, bounced: 2, unknown: 1, suppressed: 300 };
  await showWith(page, client, id, ({ campaign, stats }) => ({
    campaign: { ...campaign, status: 'running', startedAt: campaign.createdAt, audience: { included: 701, excluded: [{ reason: 'suppressed', count: 300 }], complete: true } },
    stats: { ...stats, status: 'running', counts, leftOut: { suppressed: 300 }, total: 1_001, pending: 690, settled: 311 },
  }));
  await page.goto(`/campaigns/${id}`);
  await expect(page.getByText('Recipients701')).toBeVisible();
  await expect(page.getByText('Left out300')).toBeVisible();
  await expect(page.getByRole('progressbar')).toHaveAttribute('aria-valuenow', '1');
  await expect(page.getByRole('list', { name: 'Recipients by state' })).toContainText('Suppressed 300');
  await settle(page);
  expect(await findViolations(page), 'the progress').toEqual([]);
  await page.goto('/campaigns');
  const row = page.getByRole('row').filter({ has: page.locator(`a[href="/campaigns/${id}"]`) });
  await expect(row.getByRole('cell')).toContainText(['', 'Running', '1 %', '701300 left out', '101 unknown']);
  expect(await findViolations(page), 'the list').toEqual([]);
});

test('rows that have expired are said to be, and no CSV of them is offered', async ({ page, client }) => {
  const { template } = await prepareReaders(client);
  const { id } = await draftOf(client, template);
  await showWith(page, client, id, ({ campaign, stats }) => ({
    campaign: { ...campaign, status: 'finished', startedAt: '2020-01-01T08:00:00.000Z', endedAt: '2020-01-01T09:00:00.000Z', audience: { included: 10_000, excluded: [], complete: true } },
    stats: { ...stats, status: 'finished', counts: { sent: 10_000 }, total: 10_000, settled: 10_000 },
  }));
  await page.goto(`/campaigns/${id}`);
  await expect(page.getByText('No longer kept')).toBeVisible();
  await expect(page.getByText('Recipients10,000')).toBeVisible();
  await expect(page.getByRole('link', { name: /^CSV/ })).toHaveCount(0);
  await page.getByRole('list', { name: 'Recipients by state' }).getByRole('button').first().click();
  await expect(page).toHaveURL(/status=sent/);
  await expect(page.getByText('No longer kept')).toBeVisible();
  await settle(page);
  expect(await findViolations(page), 'the expired rows').toEqual([]);
});
