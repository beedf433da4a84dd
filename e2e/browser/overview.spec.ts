import { randomUUID } from 'node:crypto';
import { Campaign, CampaignOverview, CampaignWithStats, Overview } from '@carillon/domain';
import { muchLater } from '../much-later.ts';
import { findViolations } from './accessibility.ts';
import { settle } from './settle.ts';
import { expect, test } from './test.ts';

test('Enter on a bar opens the log with exactly its range and status, and the row total is the bar’s', async ({ page, client }) => {
  await Promise.all(['one', 'two', 'three'].map((name) => client.send({ to: `${name}@bar.example.com` })));
  await page.goto('/?range=1h');
  const bar = page.locator('[data-segment][data-status=sent]').last();
  await bar.focus();
  const count = await bar.getAttribute('data-count');
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/\/notifications\?status=sent&from=.+&to=/);
  await expect(page.locator('[data-total]')).toHaveAttribute('data-total', count ?? '');
});

test('the arrow keys walk through the bars, and one Tab leaves the chart', async ({ page, client }) => {
  await client.create({ sendAt: muchLater });
  await client.send();
  await page.goto('/?range=1h');
  await page.locator('[data-segment]').last().waitFor();
  await page.locator('[data-segment][tabindex="0"]').focus();
  const first = await page.evaluate('document.activeElement.dataset.status');
  await page.keyboard.press('ArrowUp');
  expect(await page.evaluate('document.activeElement.dataset.status')).not.toBe(first);
  await page.keyboard.press('Tab');
  expect(await page.evaluate('document.activeElement.dataset.segment ?? null')).toBeNull();
});

test('a sent message moves a tile long before the page would be read again by itself', async ({ page, client }) => {
  await page.goto('/');
  const tile = page.locator('[data-tile-value=sent]');
  await expect(page.getByText('Live', { exact: true })).toBeVisible();
  const before = Number((await tile.textContent())?.replaceAll(',', ''));
  await client.send({ to: 'tile@example.com' });
  await expect(tile).toHaveText((before + 1).toLocaleString('en'), { timeout: 5_000 });
});

test('the messages of a campaign have tiles of their own, and move none of the notifications', async ({ page, client }) => {
  await client.send();
  const reader = `reader-${randomUUID().slice(0, 8)}`;
  await client.addUser({ id: reader, name: 'A reader', email: `${reader}@example.com` });
  const { id } = Campaign.parse(await client.call('POST', '/campaigns', { name: 'On the overview', template: 'announcement' }));
  await page.goto('/?range=1h');
  const notifications = await page.locator('[data-tile-value=sent]').textContent();
  const { totals: { sent = 0 } } = CampaignOverview.parse(await client.call('GET', '/overview/campaigns?range=1h'));
  await client.call('POST', `/campaigns/${id}/launch`, {});
  await expect.poll(async () => CampaignWithStats.parse(await client.call('GET', `/campaigns/${id}`)).campaign.status).toBe('finished');
  const { stats } = CampaignWithStats.parse(await client.call('GET', `/campaigns/${id}`));
  await expect(page.locator('[data-tile-value=campaign-sent]')).toHaveText((sent + (stats.counts.sent ?? 0)).toLocaleString('en'));
  await expect(page.locator('[data-tile-value=sent]')).toHaveText(notifications ?? '');
});

test('where nothing has happened yet, the first steps are told', async ({ page }) => {
  const nothing = { campaigns: 0, failing: [], running: 0, paused: 0, handedLastMinute: 0, totals: {}, buckets: [], topErrors: [], due: 0, dueCapped: false, lagMs: 0, later: 0, laterCapped: false, sentLastMinute: 0, bucketMs: 1, from: '2026-01-01T00:00:00Z', to: '2026-01-02T00:00:00Z' };
  await page.route('**/api/v1/overview*', (route) => route.fulfill({ json: nothing }));
  await page.route('**/api/v1/overview/campaigns*', (route) => route.fulfill({ json: nothing }));
  await page.route('**/api/v1/notifications?*', (route) => route.fulfill({ json: { items: [], nextCursor: null } }));
  await page.goto('/');
  await expect(page.getByText('npm run demo')).toBeVisible();
  await settle(page);
  expect(await findViolations(page)).toEqual([]);
  await page.getByRole('link', { name: 'Send a test e-mail' }).click();
  await expect(page).toHaveURL(/\/test-email$/);
});

test('what is counted no further is said to be more, and a reason of failure, one of the newest, leads to the log of its range', async ({ page, client }) => {
  const { topErrors: _topErrors, ...overview } = Overview.parse(await client.call('GET', '/overview?range=1h'));
  const error = { code: 552, capped: true, count: 10_000, lastAt: overview.from, sampleId: 'ntf_01ARYZ6S41ZZZZZZZZZZZZZZZZ' };
  const failing = { ...overview, due: 10_000, dueCapped: true, later: 3, totals: { failed: 11_000, bounced: 2_000 }, topErrors: [{ ...error, reason: 'The mailbox is full.' }, { ...error, reason: 'No reason was given', count: 12, capped: false }] };
  await page.route('**/api/v1/overview?*', (route) => route.fulfill({ json: failing }));
  await page.goto('/?range=1h');
  const errors = page.getByRole('region', { name: 'Top errors of notifications' });
  await expect(errors).toContainText('the newest 200 of 13,000 that failed or are unknown');
  await expect(page.locator('[data-tile-value=due]')).toHaveText('10,000+');
  await expect(page.getByText('3 more wait for their time')).toBeVisible();
  await errors.getByRole('link', { name: '10,000+' }).click();
  await expect(page).toHaveURL(`/notifications?${new URLSearchParams({ failure: 'The mailbox is full.', from: overview.from, to: overview.to }).toString()}`);
});

test('failures of campaigns lead to these campaigns, and are not said to be none', async ({ page, client }) => {
  const overview = CampaignOverview.parse(await client.call('GET', '/overview/campaigns'));
  const id = 'cmp_01J9ZK3V5Q8W7X6Y5T4R3E2W1Q';
  const failing: CampaignOverview = { ...overview, campaigns: 1, totals: { failed: 60 }, failing: [{ id, name: 'Spring sale', failed: 60 }] };
  await page.route('**/api/v1/overview/campaigns*', (route) => route.fulfill({ json: failing }));
  await page.goto('/');
  await expect(page.locator('[data-tile-value=campaign-failed]')).toHaveText('60');
  await expect(page.getByText('Most failed in Spring sale (60)')).toBeVisible();
  await expect(page.getByRole('link', { name: 'Spring sale' })).toHaveAttribute('href', `/campaigns/${id}`);
  await expect(page.getByText('Nothing went wrong')).toHaveCount(0);
  expect(await findViolations(page), 'the overview').toEqual([]);
});

test('the chart has the same numbers as a table', async ({ page, client }) => {
  await client.send();
  await page.goto('/?range=1h');
  const label = await page.locator('[data-segment][data-status=sent]').last().getAttribute('data-count');
  await page.getByText('Table', { exact: true }).click();
  await expect(page).toHaveURL(/view=table/);
  const table = page.getByRole('region', { name: 'Notifications over time, as a table' });
  await expect(table.getByRole('row').nth(1)).toContainText(label ?? '');
});

test('the range survives reload and Back', async ({ page }) => {
  await page.goto('/');
  await page.getByText('7 days', { exact: true }).click();
  await expect(page).toHaveURL(/range=7d/);
  await page.reload();
  await expect(page.getByRole('radio', { name: '7 days' })).toBeChecked();
  await page.goBack();
  await expect(page.getByRole('radio', { name: '24 h' })).toBeChecked();
});

test('a failed first load shows the request id, and Retry brings the page', async ({ page }) => {
  await page.route('**/api/v1/overview*', (route) => route.abort());
  await page.goto('/');
  await expect(page.getByRole('alert')).toContainText('dash-');
  await page.unroute('**/api/v1/overview*');
  await page.getByRole('button', { name: 'Retry' }).click();
  await expect(page.locator('[data-tile-value=sent]')).toBeVisible();
});

test('what can not be read of the overview says so, and stays where it was read before', async ({ page, client }) => {
  await client.call('POST', '/campaigns', { name: 'A draft', template: 'test-email' });
  const [campaigns, schedules] = ['**/api/v1/overview/campaigns*', '**/api/v1/schedules'];
  await page.route(campaigns, (route) => route.abort());
  await page.goto('/');
  const section = page.locator('section').filter({ has: page.getByRole('heading', { name: 'Campaign messages' }) });
  await expect(section.getByRole('alert')).toContainText('dash-');
  await page.unroute(campaigns);
  await section.getByRole('button', { name: 'Retry' }).click();
  await expect(page.getByRole('alert')).toHaveCount(0);
  await expect(page.getByRole('region', { name: 'Next schedules' })).toBeVisible();
  await page.route(schedules, (route) => route.abort());
  await expect(async () => {
    // As when one comes back to the tab. A reading that is under way is not begun anew.
    await page.evaluate("window.dispatchEvent(new Event('visibilitychange'))");
    await expect(page.getByText(/^Stale since/)).toHaveCount(1, { timeout: 1_000 });
  }).toPass();
  await expect(page.getByRole('region', { name: 'Next schedules' })).toBeVisible();
});
