import { readFile } from 'node:fs/promises';
import { randomUUID } from 'node:crypto';
import { muchLater } from '../much-later.ts';
import type { Client } from './client.ts';
import { expect, test } from './test.ts';

/** Many notifications of one category that stay queued, so that nothing but the test changes them. */
async function queueMany(client: Client, count: number): Promise<string> {
  const category = `c-${randomUUID().slice(0, 8)}`;
  await Promise.all(Array.from({ length: count }, (_, index) => client.create({ category, to: `row-${index}@example.com`, sendAt: muchLater })));
  return category;
}

test('the CSV has as many rows as the filter yields', async ({ page, client }) => {
  const category = await queueMany(client, 12);
  await page.goto(`/notifications?category=${category}`);
  await expect(page.locator('[data-total]')).toHaveAttribute('data-total', '12');
  const download = page.waitForEvent('download');
  await page.getByRole('link', { name: 'Download CSV' }).click();
  const csv = await readFile(await (await download).path(), 'utf8');
  expect(csv.trim().split('\n')).toHaveLength(13);
});

test('events that happen while one is scrolled down move neither the rows nor the focus', async ({ page, client }) => {
  const category = await queueMany(client, 60);
  await page.goto(`/notifications?category=${category}`);
  await page.getByRole('table', { name: 'Notifications' }).waitFor();
  await page.mouse.wheel(0, 900);
  const row = page.locator('[data-row="28"]');
  await row.focus();
  const before = { name: await row.textContent(), top: (await row.boundingBox())?.y };
  await Promise.all(Array.from({ length: 10 }, () => client.create({ category, sendAt: muchLater })));
  const pill = page.getByRole('button', { name: '10 new' });
  await expect(pill).toBeVisible();
  expect(await page.evaluate('document.activeElement.dataset.row')).toBe('28');
  expect({ name: await row.textContent(), top: (await row.boundingBox())?.y }).toEqual(before);
  await pill.click();
  await expect(page.locator('[data-row="0"]')).toHaveText('ada@example.com');
});

test('a long log draws only what is on screen, and reads the rest while one scrolls', async ({ page, client }) => {
  const category = await queueMany(client, 150);
  await page.goto(`/notifications?category=${category}`);
  await expect(page.locator('[data-total]')).toHaveAttribute('data-total', '150');
  await expect(page.locator('[data-row="0"]')).toBeVisible();
  expect(await page.locator('[data-notification]').count()).toBeLessThan(70);
  await expect(async () => {
    await page.mouse.wheel(0, 5_000);
    await expect(page.locator('[data-row="149"]')).toBeVisible({ timeout: 500 });
  }).toPass();
});

test('a filter lives in the address and survives reload and Back', async ({ page, client }) => {
  const category = await queueMany(client, 2);
  await page.goto(`/notifications?category=${category}`);
  await page.getByRole('button', { name: 'State' }).click();
  await page.getByRole('checkbox', { name: 'Failed' }).check();
  await expect(page).toHaveURL(/status=failed/);
  await page.keyboard.press('Escape');
  await expect(page.getByText('Nothing matches these filters')).toBeVisible();
  await page.reload();
  await expect(page.getByText('Nothing matches these filters')).toBeVisible();
  await page.goBack();
  await expect(page.locator('[data-total]')).toHaveAttribute('data-total', '2');
});

test('the search takes tokens, addresses and pasted ids', async ({ page, client }) => {
  const category = await queueMany(client, 2);
  const search = page.getByRole('textbox', { name: /^Search by address/ });
  await page.goto('/notifications');
  await search.fill(`category:${category} status:queued row-1`);
  await search.press('Enter');
  await expect(page).toHaveURL(new RegExp(`category=${category}`));
  await expect(page.locator('[data-total]')).toHaveAttribute('data-total', '1');
  const [row] = await client.list(`category=${category}`);
  await search.fill(row?.id ?? '');
  await search.press('Enter');
  await expect(page).toHaveURL(new RegExp(`/notifications/${row?.id}$`));
});

test('a status changes in its row as it happens', async ({ page, client }) => {
  const category = await queueMany(client, 1);
  const [row] = await client.list(`category=${category}`);
  await page.goto(`/notifications?category=${category}`);
  await expect(page.getByRole('table').getByText('Queued', { exact: true })).toBeVisible();
  await client.call('POST', `/notifications/${row?.id}/cancel`);
  await expect(page.getByRole('table').getByText('Cancelled', { exact: true })).toBeVisible();
});

test('what happens before the live connection stands is not missed', async ({ page, client }) => {
  const category = await queueMany(client, 2);
  const [row] = await client.list(`category=${category}`);
  let connect: () => void = () => undefined;
  const wanted = new Promise<void>((resolve) => {
    connect = resolve;
  });
  await page.route('**/api/v1/events*', async (route) => {
    await wanted;
    await route.continue();
  });
  await page.goto(`/notifications?category=${category}`);
  await expect(page.locator('[data-row="1"]')).toBeVisible();
  await client.call('POST', `/notifications/${row?.id}/cancel`);
  await client.create({ category, sendAt: muchLater });
  connect();
  await expect(page.getByText('Live', { exact: true })).toBeVisible();
  await expect(page.getByRole('button', { name: '1 new' })).toBeVisible();
  await expect(page.getByRole('table').getByText('Cancelled', { exact: true })).toBeVisible();
  await expect(page.locator('[data-total]')).toHaveAttribute('data-total', '3');
});

test('a row far down that changed on its own page is as it is now after Back', async ({ page, client }) => {
  const category = await queueMany(client, 150);
  await page.goto(`/notifications?category=${category}`);
  const row = page.locator('[data-row="149"]');
  await expect(async () => {
    await page.mouse.wheel(0, 5_000);
    await expect(row).toBeVisible({ timeout: 500 });
  }).toPass();
  await row.click();
  await page.getByRole('button', { name: 'Cancel' }).click();
  await page.getByRole('alertdialog').getByRole('button', { name: /^Cancel/ }).click();
  await expect(page.getByText('Cancelled', { exact: true }).first()).toBeVisible();
  await page.goBack();
  await expect(page.getByRole('table').getByText('Cancelled', { exact: true })).toBeVisible();
});

/** How often the dashboard asks where it is not told. */
const pollInterval = '00:10';

test('without the live connection the log is polled, and says so', async ({ pageWithClock: page, client }) => {
  const category = await queueMany(client, 1);
  await page.route('**/api/v1/events*', (route) => route.abort());
  await page.goto(`/notifications?category=${category}`);
  await expect(page.getByText('Polling', { exact: true })).toBeVisible();
  await expect(page.locator('[data-row="0"]')).toBeVisible();
  await client.create({ category, sendAt: muchLater });
  await page.clock.fastForward(pollInterval);
  await expect(page.getByRole('button', { name: '1 new' })).toBeVisible();
});

test('a failed refresh keeps the rows, under a word on how old they are', async ({ pageWithClock: page, client }) => {
  const category = await queueMany(client, 3);
  await page.route('**/api/v1/events*', (route) => route.abort());
  await page.goto(`/notifications?category=${category}`);
  await expect(page.getByText('Polling', { exact: true })).toBeVisible();
  await expect(page.locator('[data-row="2"]')).toBeVisible();
  await page.route('**/api/v1/notifications?*', (route) => route.abort());
  await page.clock.fastForward(pollInterval);
  await expect(page.getByText(/^Stale since/)).toBeVisible();
  await expect(page.locator('[data-row="2"]')).toBeVisible();
});
