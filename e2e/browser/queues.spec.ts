import { expectGoodEverywhere } from './accessibility.ts';
import { expect, test } from './test.ts';

test('pause asks first, survives a reload, and resume lets the queue run again', async ({ page }) => {
  await page.goto('/queues');
  const row = page.getByRole('row', { name: /^verification/ });
  const pause = page.getByRole('button', { name: 'Pause verification' });
  await expect(row).toContainText('Running');
  await pause.click();
  const dialog = page.getByRole('alertdialog', { name: 'Pause verification?' });
  await expect(dialog).toContainText('0 jobs');
  await dialog.getByRole('button', { name: 'Keep as it is' }).click();
  await expect(row).toContainText('Running');
  await expect(pause).toBeFocused();

  await pause.click();
  await dialog.getByRole('button', { name: 'Pause the queue' }).click();
  await expect(row).toContainText('Paused');
  await page.reload();
  await expect(row).toContainText('Paused');

  await page.getByRole('button', { name: 'Resume verification' }).click();
  await expect(row).toContainText('Running');
});

test('jobs that wait in a paused queue are counted, with how long the oldest waits', async ({ page, client }) => {
  await client.call('POST', '/queues/notification/pause');
  await page.goto('/queues');
  await client.create();
  await client.create();
  const cells = page.getByRole('row', { name: /^notification/ }).getByRole('cell');
  await expect(cells.nth(1)).toHaveText('Paused');
  await expect(cells.nth(2)).toHaveText('2');
  await expect(cells.nth(5)).not.toHaveText('None waiting');
  await page.getByRole('button', { name: 'Resume notification' }).click();
  await expect(cells.nth(2)).toHaveText('0');
});

test('every page says what a paused queue holds up, since when and by whom, and lets it run again', async ({ page, client }) => {
  await page.goto('/campaigns');
  const banner = page.locator('[data-paused]');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Campaigns');
  await expect(banner).toHaveCount(0);
  await client.call('POST', '/queues/campaign/pause');
  await expect(banner).toHaveText(/^Campaigns do not go on\. The queue campaign was paused by .+ just now; 0 jobs wait\./);
  await page.goto('/');
  await expect(banner).toBeVisible();
  await expectGoodEverywhere(page);
  await banner.getByRole('link', { name: 'Look at the queues' }).click();
  await expect(page).toHaveURL(/\/queues$/);
  await expect(banner).toHaveCount(0);
  await page.goto('/notifications');
  await banner.getByRole('button', { name: 'Resume campaign' }).click();
  await expect(page.getByText('campaign runs again')).toBeVisible();
  await expect(banner).toHaveCount(0);
  await expect(page.getByRole('heading', { level: 1 })).toBeFocused();
});

test('a pause tells what waits for it apart from what is due later', async ({ page, client }) => {
  await page.goto('/queues');
  await client.create({ sendAt: new Date(Date.now() + 3_600_000).toISOString() });
  await expect(page.getByRole('row', { name: /^notification/ }).getByRole('cell').nth(4)).not.toHaveText('0');
  await page.getByRole('button', { name: 'Pause notification' }).click();
  await expect(page.getByRole('alertdialog')).toContainText(/^Pause notification\?0 jobs of it will wait, \d+ that (is|are) due later, and all that come/);
  await page.getByRole('button', { name: 'Keep as it is' }).click();
  await client.call('POST', '/queues/notification/pause');
  await page.goto('/');
  await expect(page.locator('[data-paused]')).toContainText(/; 0 jobs wait, \d+ (is|are) due later\./);
  await expect(page.locator('[data-paused]').getByRole('status')).toHaveText(/^No notification leaves\. The queue notification was paused by /);
  await page.getByRole('button', { name: 'Resume notification' }).click();
  await expect(page.locator('[data-paused]')).toHaveCount(0);
});

test('that it is not known whether queues are paused is said, and asked again', async ({ page }) => {
  await page.route('**/api/v1/queues', (route) => route.abort());
  await page.goto('/templates');
  const strip = page.getByText('Whether queues are paused can not be told now.');
  await expect(strip).toBeVisible();
  await page.unroute('**/api/v1/queues');
  await page.getByRole('button', { name: 'Retry now' }).click();
  await expect(strip).toHaveCount(0);
});
