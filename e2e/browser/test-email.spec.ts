import { expect, test } from './test.ts';

test('a test e-mail turns sent without a reload, arrives in the inbox, and its log has one attempt', async ({ visitor }) => {
  await visitor.goto('/test-email');
  await visitor.getByRole('button', { name: 'Continue as local admin' }).click();
  await visitor.getByLabel('Recipient').fill('journey@example.com');
  await expect(visitor.frameLocator('iframe').locator('body')).not.toBeEmpty();
  await visitor.getByRole('button', { name: 'Send the test e-mail' }).click();
  await expect(visitor.getByTestId('progress').getByText('Sent', { exact: true })).toBeVisible();

  await visitor.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Inbox' }).click();
  await visitor.getByRole('list', { name: 'Received messages' }).getByRole('link', { name: /journey@example\.com/ }).click();
  await expect(visitor.getByText('to journey@example.com')).toBeVisible();
  await visitor.getByRole('link', { name: 'Open its log' }).click();

  await expect(visitor).toHaveURL(/\/notifications\/ntf_/);
  await expect(visitor.getByText('1 of at most')).toBeVisible();
  await expect(visitor.locator('[data-attempt="1"]')).toContainText('Accepted');
  await expect(visitor.getByRole('link', { name: 'TEST', exact: true })).toBeVisible();
});

test('sending twice in one go makes one mail', async ({ page, client }) => {
  const recipient = 'double@example.com';
  await page.goto(`/test-email?to=${recipient}`);
  await page.getByRole('button', { name: 'Send the test e-mail' }).dblclick();
  await expect(page.getByTestId('progress').getByText('Sent', { exact: true })).toBeVisible();
  expect(await client.count(`recipient=${recipient}`)).toBe(1);
  await expect.poll(async () => (await client.inbox(`to=${recipient}`)).length).toBe(1);
});

test('a repeated request after a lost answer makes one mail', async ({ page, client }) => {
  const recipient = 'lost-answer@example.com';
  await page.goto(`/test-email?to=${recipient}`);
  await page.route('**/api/v1/test-emails', async (route) => {
    await route.fetch();
    await route.abort();
  }, { times: 1 });
  await page.getByRole('button', { name: 'Send the test e-mail' }).click();
  await expect(page.getByRole('alert')).toContainText('No answer came');
  await page.getByRole('button', { name: 'Send the test e-mail' }).click();
  await expect(page.getByTestId('progress')).toBeVisible();
  expect(await client.count(`recipient=${recipient}`)).toBe(1);
});

test('the form is made from the template, and the preview follows what is typed', async ({ page }) => {
  await page.goto('/test-email?template=payment-reminder');
  await page.getByLabel('user.name').fill('Zebediah');
  await expect(page.frameLocator('iframe').locator('body')).toContainText('Zebediah');
});

test('a recipient that is no address is named at the field, and nothing is sent', async ({ page }) => {
  await page.goto('/test-email?to=not-an-address');
  await page.getByRole('button', { name: 'Send the test e-mail' }).click();
  await expect(page.getByText('must be a plain e-mail address')).toBeVisible();
  await expect(page.getByTestId('progress')).toHaveCount(0);
});
