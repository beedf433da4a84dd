import { randomUUID } from 'node:crypto';
import { expect, test } from './test.ts';

const newUser = () => ({ id: `u-${randomUUID()}`, name: 'Grace Silent', email: `grace-${randomUUID().slice(0, 8)}@example.com`, lastActiveAt: '2020-01-01T00:00:00Z' });

test('who is due is shown with the reason, and the time by their own clock and in UTC', async ({ page, client }) => {
  const user = newUser();
  await client.addUser(user);
  await page.goto('/due?rule=user.inactive-user');
  const row = page.getByRole('row', { name: user.email });
  await expect(row).toContainText('Due');
  await expect(row).toContainText('No activity since 2020-01-01');
  await expect(row).toContainText('31 Mar 2020, 02:00 Europe/Berlin');
  await expect(row).toContainText('2020-03-31 00:00:00 UTC');
});

test('an excluded user shows its reason', async ({ page, client }) => {
  const user = newUser();
  await client.addUser(user);
  await page.goto('/due?rule=user.deactivate-user&show=excluded');
  const row = page.getByRole('row', { name: user.email });
  await expect(row).toContainText('Excluded');
  await expect(row).toContainText('not warned');
  await expect(row).toContainText('No warning was delivered during this silence.');
});

test('the rule and what is shown are in the address, and Back returns to them', async ({ page, client }) => {
  await client.addUser(newUser());
  await page.goto('/due');
  await page.getByLabel('Rule').selectOption('Deactivation of users');
  await expect(page).toHaveURL(/rule=user\.deactivate-user/);
  await expect(page.getByRole('row').nth(1)).toContainText('Excluded');
  await page.getByRole('radiogroup', { name: 'Show' }).getByText('Due', { exact: true }).click();
  await expect(page.getByText('Nothing like this')).toBeVisible();
  await page.reload();
  await expect(page.getByLabel('Rule')).toHaveValue('user.deactivate-user');
  await page.getByRole('button', { name: 'Show all' }).click();
  await expect(page.getByRole('row').nth(1)).toContainText('Excluded');
  await page.goBack();
  await expect(page.getByText('Nothing like this')).toBeVisible();
});

test('while nobody qualifies, it says what would appear', async ({ page }) => {
  await page.goto('/due?rule=payment.mark-overdue');
  await expect(page.getByText('Nobody qualifies')).toBeVisible();
  await expect(page.getByRole('link', { name: 'See when it runs' })).toHaveAttribute('href', '/schedules/payment.mark-overdue');
});
