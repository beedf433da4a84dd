import { expectGoodEverywhere } from './accessibility.ts';
import type { Client } from './client.ts';
import { expect, test } from './test.ts';

async function tellVendors(url: string, settings: object): Promise<void> {
  const response = await fetch(`${url}/settings`, { method: 'PATCH', headers: { 'content-type': 'application/json' }, body: JSON.stringify(settings) });
  expect(response.status).toBe(200);
}
const calm = { successRate: 1, bounceRate: 0, complaintRate: 0, latencyMs: { min: 10, max: 10 } };
const statusOf = async (client: Client, id: string) => (await client.notification(id)).status;

test('what a vendor says of a message is found by the message, leads to it, and can be looked at again', async ({ page, client, stack }) => {
  await tellVendors(stack.vendorSimulatorUrl, calm);
  const id = await client.create({ channel: 'vendor', to: 'vendor@example.com', subject: 'By a vendor' });
  await expect.poll(() => statusOf(client, id), { timeout: 15_000 }).toBe('delivered');

  await page.goto('/receipts');
  await page.getByRole('textbox', { name: 'Message, reference or event' }).fill(id);
  const row = page.getByRole('row').filter({ hasText: id });
  await expect(row).toContainText('Applied');
  await row.getByRole('link').click();
  await expect(page.getByRole('region', { name: 'Body' })).toContainText('"message.sent"');
  await page.getByRole('button', { name: 'Look at it again' }).click();
  await expect(page.getByRole('banner').or(page.locator('#main')).getByText('Repeated', { exact: true })).toBeVisible();
  await page.getByRole('link', { name: id }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'By a vendor' })).toBeVisible();
});

test('a forged receipt is seen as such, and its message goes its way', async ({ page, client, stack }) => {
  await tellVendors(stack.vendorSimulatorUrl, { ...calm, faults: { forgeries: 1 } });
  const id = await client.create({ channel: 'vendor', to: 'forged@example.com' });
  await expect.poll(() => statusOf(client, id), { timeout: 15_000 }).toBe('delivered');
  await tellVendors(stack.vendorSimulatorUrl, { faults: { forgeries: 0 } });
  await page.goto('/receipts?state=forged');
  const row = page.getByRole('row').filter({ hasText: 'evt_forged_' }).first();
  await expect(row).toContainText('No signature fits');
});

test('providers show their rate and their circuit, and lead to their receipts', async ({ page }) => {
  await page.goto('/providers');
  const row = page.getByRole('row', { name: /^simulator-a/ });
  await expect(row).toContainText('In use');
  await expect(row).toContainText('200 / s');
  await expect(page.getByRole('row', { name: /^email/ })).toContainText('No limit');
  await row.getByRole('link').click();
  await expect(page).toHaveURL(/\/receipts\?provider=simulator-a$/);
});

for (const path of ['/providers', '/receipts', '/receipts?search=nothing-matches-this', '/receipts/simulator-a/rcp_01J9ZK3V5Q8W7X6Y5T4R3E2W1Q']) {
  test(`${path} is accessible and never scrolls sideways, in light and dark, wide and narrow`, async ({ visit, client, stack }) => {
    await tellVendors(stack.vendorSimulatorUrl, calm);
    const id = await client.create({ channel: 'vendor' });
    await expect.poll(() => statusOf(client, id), { timeout: 15_000 }).toBe('delivered');
    await expectGoodEverywhere(await visit(path));
  });
}
