import { expect, test } from './test.ts';

test('a visitor who signs in gets to the page they wanted', async ({ visitor }) => {
  await visitor.goto('/templates?x=1');
  await expect(visitor).toHaveURL(/\/sign-in\?next=/);
  await visitor.getByRole('button', { name: 'Continue as local admin' }).click();
  await expect(visitor).toHaveURL(/\/templates\?x=1$/);
  await expect(visitor.getByRole('heading', { level: 1, name: 'Templates' })).toBeVisible();
});

test('a wrong password is refused without saying which part was wrong', async ({ visitor }) => {
  await visitor.goto('/sign-in');
  await visitor.getByLabel('E-mail').fill('nobody@example.com');
  await visitor.getByLabel('Password').first().fill('not the password');
  await visitor.getByRole('button', { name: 'Sign in' }).click();
  await expect(visitor.getByRole('alert')).toContainText('Request id');
  await expect(visitor).toHaveURL(/\/sign-in$/);
});

test('signing out leads back to the sign-in page, and Back shows nothing', async ({ page }) => {
  await page.goto('/notifications');
  await page.getByRole('button', { name: /^Account of/ }).click();
  await page.getByRole('menuitem', { name: 'Sign out' }).click();
  await expect(page).toHaveURL(/\/sign-in/);
  await page.goto('/notifications');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Sign in to Carillon');
});

test('an address of another site is never where signing in leads', async ({ visitor, stack }) => {
  await visitor.goto(`/sign-in?next=${encodeURIComponent('//example.com/')}`);
  await visitor.getByRole('button', { name: 'Continue as local admin' }).click();
  await expect(visitor).toHaveURL(`${stack.url}/`);
});

test('nothing on a page breaks the content security policy', async ({ page }) => {
  const complaints: string[] = [];
  page.on('console', (message) => complaints.push(...(/Content Security Policy|violates/.test(message.text()) ? [message.text()] : [])));
  const response = await page.goto('/');
  await expect(page.getByText('Live', { exact: true })).toBeVisible();
  expect(response?.headers()['content-security-policy']).toMatch(/script-src 'self'(;|$)/);
  expect(complaints).toEqual([]);
});
