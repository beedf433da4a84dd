import { muchLater } from '../much-later.ts';
import { settle } from './settle.ts';
import { expect, test } from './test.ts';

const attack = '<p id="hello">Hello</p><img src="x" onerror="top.document.title=\'PWNED\'"><script>top.document.title="PWNED";document.getElementById("hello").textContent="PWNED"</script><a href="javascript:top.document.title=1">click</a>';

test('a script planted in a message never runs, in the log or in the inbox', async ({ page, client }) => {
  const id = await client.send({ to: 'planted@example.com', subject: 'Planted <script>alert(1)</script>', html: attack });
  const dialogs: string[] = [];
  page.on('dialog', (dialog) => {
    dialogs.push(dialog.message());
    void dialog.dismiss();
  });
  await page.goto(`/notifications/${id}`);
  await expect(page.locator('iframe')).toHaveAttribute('sandbox', '');
  await expect(page.frameLocator('iframe').locator('#hello')).toHaveText('Hello');

  await expect.poll(() => client.inbox('to=planted@example.com')).not.toEqual([]);
  const [message] = await client.inbox('to=planted@example.com');
  await page.goto(`/inbox/${message?.id}`);
  await expect(page.locator('iframe')).toHaveAttribute('sandbox', '');
  await expect(page.frameLocator('iframe').locator('#hello')).toHaveText('Hello');
  expect(await page.title()).toBe('Inbox · Carillon');
  expect(dialogs).toEqual([]);
});

test('a message can be looked at as HTML, text, headers and raw', async ({ page, client }) => {
  const id = await client.send({ subject: 'Four sides', html: '<h2>Heading</h2>', text: 'Plain words' });
  await page.goto(`/notifications/${id}`);
  await expect(page.frameLocator('iframe').getByRole('heading', { name: 'Heading' })).toBeVisible();
  await page.getByRole('tab', { name: 'Text' }).click();
  await expect(page.getByRole('region', { name: 'Text of the message' })).toHaveText('Plain words');
  await page.getByRole('tab', { name: 'Headers' }).click();
  await expect(page.getByRole('tabpanel')).not.toBeEmpty();
  await page.getByRole('tab', { name: 'Raw' }).click();
  await expect(page.getByRole('region', { name: 'Raw message' })).toContainText('Subject: Four sides');
});

test('the phone width narrows the preview', async ({ page, client }) => {
  const id = await client.send({ html: '<p>Hello</p>' });
  await page.goto(`/notifications/${id}`);
  await page.getByText('Phone', { exact: true }).click();
  await expect.poll(async () => (await page.locator('iframe').boundingBox())?.width).toBe(375);
});

test('cancelling asks first, and Keep leaves everything as it is', async ({ page, client }) => {
  const id = await client.create({ to: 'cancel@example.com', sendAt: muchLater });
  await page.goto(`/notifications/${id}`);
  const open = page.getByRole('button', { name: 'Cancel', exact: true });
  await open.click();
  await expect(page.getByRole('alertdialog')).toContainText('cancel@example.com');
  await page.getByRole('button', { name: 'Keep as it is' }).click();
  await expect(open).toBeFocused();
  expect((await client.notification(id)).status).toBe('queued');

  await open.click();
  await page.getByRole('button', { name: 'Cancel the notification' }).click();
  await expect(page.getByRole('main').getByText('Cancelled', { exact: true }).first()).toBeVisible();
  await expect(open).toHaveCount(0);
  expect((await client.notification(id)).status).toBe('cancelled');
});

test('an id that does not exist is told so, not shown as a failure', async ({ page }) => {
  await page.goto('/notifications/ntf_01J9ZK3V5Q8W7X6Y5T4R3E2W1Q');
  await settle(page);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Notification not found');
});

test('sending an unknown one again warns that it may arrive twice, and a refusal stays in the dialog', async ({ page, client }) => {
  const id = await client.send({ to: 'twice@example.com' });
  // The sandbox never loses an answer: the state is changed on the way to the screen, and the server knows better.
  await page.route(`**/api/v1/notifications/${id}`, async (route) => {
    const response = await route.fetch();
    await route.fulfill({ response, json: { ...(await response.json()), status: 'unknown' } });
  });
  await page.goto(`/notifications/${id}`);
  await page.getByRole('button', { name: 'Send again' }).click();
  const dialog = page.getByRole('alertdialog');
  await expect(dialog).toContainText('twice@example.com may receive it twice');
  const request = page.waitForRequest(`**/api/v1/notifications/${id}/retry`);
  await dialog.getByRole('button', { name: 'Send again' }).click();
  expect((await request).headers()['idempotency-key']).toMatch(/^[0-9a-f]{32}$/);
  await expect(dialog.getByRole('alert')).toContainText('request id');
  expect(await client.count('recipient=twice@example.com')).toBe(1);
});
