import { expectGoodEverywhere } from './accessibility.ts';
import { addUser, dayFromNow, newId } from './add-user.ts';
import { settle } from './settle.ts';
import { expect, test } from './test.ts';

test('payments and verifications are narrowed by state and user, and lead to the user by keyboard', async ({ page, stack }) => {
  const user = await addUser(stack);
  await page.goto(`/payments?userId=${user.id}`);
  await expect(page.locator('tbody tr')).toHaveCount(2);
  await page.getByLabel('State').selectOption('paid');
  await expect(page.locator('tbody tr')).toHaveCount(1);
  await expect(page.locator('tbody tr')).toContainText('€12.50');
  await expect(page).toHaveURL(/status=paid/);
  await page.getByRole('link', { name: /^All messages about the payment/ }).click();
  await expect(page.getByRole('button', { name: `Remove the filter: Payment: ${user.paid}` })).toBeVisible();
  await expect(page).toHaveURL(new RegExp(`/notifications\\?paymentId=${user.paid}$`));
  await page.goto(`/verifications?userId=${user.id}&status=pending`);
  await expect(page.locator('tbody tr')).toHaveText(/Grace Hopper.*Pending/);
  await page.locator('h1').click();
  await page.keyboard.press('j');
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(new RegExp(`/users/${user.id}$`));
});

test('payments are found by the beginning of their reference, and by the name or address of whose they are', async ({ page, stack }) => {
  const user = await addUser(stack);
  const reference = newId('Invoice');
  await stack.sqlService.createPayment({ body: { userId: user.id, reference, amountMinor: 700, currency: 'EUR', dueDate: dayFromNow(3) } });
  await page.goto('/payments');
  await settle(page);
  await page.keyboard.press('/');
  await page.keyboard.type(reference.toLowerCase().slice(0, -2));
  await expect(page.locator('tbody tr')).toHaveText([/€7.00/]);
  await expect(page).toHaveURL(/search=invoice-/);
  await page.reload();
  await expect(page.locator('tbody tr')).toHaveCount(1);
  await page.getByRole('textbox', { name: 'Search by reference' }).fill(user.email);
  await expect(page.locator('tbody tr')).toHaveCount(3);
  await page.getByRole('textbox', { name: 'Search by reference' }).fill(user.name);
  await expect(page.locator('tbody tr')).toHaveCount(3);
  await page.getByLabel('State').selectOption('cancelled');
  await page.getByRole('button', { name: 'Clear the filters' }).click();
  await expect(page).toHaveURL(/\/payments$/);
});

for (const path of ['/payments', '/payments?search=nobody-has-this', '/payments?userId=not!an!id', '/verifications']) {
  test(`${path} is accessible and never scrolls sideways, in light and dark, wide and narrow`, async ({ visit, stack }) => {
    await addUser(stack);
    await expectGoodEverywhere(await visit(path));
  });
}
