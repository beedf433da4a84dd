import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { muchLater } from '../much-later.ts';
import { expectGoodEverywhere, findViolations } from './accessibility.ts';
import { expect, test } from './test.ts';

const password = 'a long enough password';

test('an API key is shown once, works, and is refused once it is revoked', async ({ page, stack }) => {
  const name = `shop ${randomUUID().slice(0, 8)}`;
  await page.goto('/settings?part=api-keys');
  await page.getByRole('button', { name: 'New API key' }).click();
  await page.getByRole('textbox', { name: 'Name' }).fill(name);
  await page.getByRole('checkbox', { name: 'notifications:read' }).check();
  await page.getByRole('button', { name: 'Create the key' }).click();
  const key = await page.getByTestId('api-key').textContent();
  const use = () => fetch(`${stack.url}/api/v1/notifications`, { headers: { authorization: `Bearer ${key}` } });
  expect((await use()).status).toBe(200);

  await page.getByRole('button', { name: 'I have copied it' }).click();
  await expect(page.getByText(key ?? '')).toHaveCount(0);
  await page.reload();
  await expect(page.getByRole('row', { name })).toBeVisible();
  await expect(page.getByText(key ?? '')).toHaveCount(0);

  await page.getByRole('button', { name: `Revoke ${name}` }).click();
  await page.getByRole('alertdialog').getByRole('button', { name: 'Revoke the key' }).click();
  await expect(page.getByRole('row', { name })).toContainText('Revoked');
  expect((await use()).status).toBe(401);
});

test('a viewer who is added can look, and is not offered to act', async ({ page, visitor }) => {
  const email = `viewer-${randomUUID().slice(0, 8)}@example.com`;
  await page.goto('/settings');
  await page.getByRole('button', { name: 'Add an operator' }).click();
  await page.getByLabel('Name').fill('Vera Viewer');
  await page.getByLabel('E-mail').fill(email);
  await page.getByLabel('First password').first().fill(password);
  await page.getByRole('button', { name: 'Add', exact: true }).click();
  await expect(page.getByRole('cell', { name: email })).toBeVisible();

  await visitor.goto('/sign-in');
  await visitor.getByLabel('E-mail').fill(email);
  await visitor.getByLabel('Password').first().fill(password);
  await visitor.getByRole('button', { name: 'Sign in' }).click();
  const links = visitor.getByRole('navigation', { name: 'Main' }).getByRole('link');
  await expect(links).toHaveText(['Overview', 'Notifications', 'Failures', 'Due users', 'Schedules', 'Users', 'Segments', 'Suppressions', 'Payments', 'Verifications', 'Campaigns', 'Templates', 'Providers', 'Receipts', 'Queues', 'Inbox']);
});

test('what an operator changed is in the audit', async ({ page, client }) => {
  const id = await client.create({ sendAt: muchLater });
  await client.call('POST', `/notifications/${id}/cancel`);
  await page.goto(`/settings?part=audit&subject=${id}`);
  await expect(page.getByRole('region', { name: 'Audit' }).getByRole('row')).toHaveCount(2);
  await expect(page.getByRole('cell', { name: 'notification.cancelled' })).toBeVisible();
});

test('a role is changed after a question, and not by a key in the list of roles', async ({ page, client }) => {
  const name = `Rita ${randomUUID().slice(0, 8)}`;
  await client.call('POST', '/operators', { email: `${randomUUID()}@example.com`, name, role: 'viewer', password });
  await page.goto('/settings');
  const role = page.getByRole('combobox', { name: `Role of ${name}` });
  await role.focus();
  await page.keyboard.press('ArrowDown');
  const question = page.getByRole('alertdialog', { name: `Make ${name} an operator?` });
  await expect(question).toContainText('is a viewer now');
  await page.keyboard.press('Escape');
  await expect(role).toHaveValue('viewer');
  await expect(role).toBeFocused();

  await role.selectOption('admin');
  await page.getByRole('alertdialog').getByRole('button', { name: 'Change the role' }).click();
  await expect(page.getByRole('alertdialog')).toHaveCount(0);
  await page.reload();
  await expect(role).toHaveValue('admin');
});

test('an operator changes their password, stays signed in, and is signed out everywhere else', async ({ visitor, stack, client }) => {
  const email = `${randomUUID()}@example.com`;
  await client.call('POST', '/operators', { email, name: 'Grace', role: 'viewer', password });
  const elsewhere = await fetch(`${stack.url}/api/v1/auth/sign-in`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ email, password }) });
  const cookie = elsewhere.headers.get('set-cookie')?.split(';')[0] ?? '';
  await visitor.emulateMedia({ reducedMotion: 'reduce' });
  await visitor.goto('/sign-in');
  await visitor.getByLabel('E-mail').fill(email);
  await visitor.getByLabel('Password').first().fill(password);
  await visitor.getByRole('button', { name: 'Sign in' }).click();

  const account = visitor.getByRole('button', { name: 'Account of Grace' });
  await account.click();
  await visitor.getByRole('menuitem', { name: 'Change password' }).click();
  const dialog = visitor.getByRole('dialog', { name: 'Change your password' });
  await expect(dialog.getByLabel('Present password').first()).toBeFocused();
  expect(await findViolations(visitor)).toEqual([]);
  await visitor.keyboard.type('not the password');
  await dialog.getByLabel('New password').first().fill('quite another password');
  await visitor.keyboard.press('Enter');
  await expect(dialog).toContainText('The present password is not right');
  await expect(dialog.getByLabel('Present password').first()).toBeFocused();

  await dialog.getByLabel('Present password').first().fill(password);
  await visitor.keyboard.press('Enter');
  await expect(visitor.getByText('Your password was changed')).toBeVisible();
  await expect(dialog).toHaveCount(0);
  await expect(account).toBeFocused();
  await visitor.reload();
  await expect(account).toBeVisible();
  expect((await fetch(`${stack.url}/api/v1/auth/session`, { headers: { cookie } })).status).toBe(401);
});

test('an admin sets a new password for another operator, who signs in with it', async ({ page, visitor, client }) => {
  const [email, name] = [`${randomUUID()}@example.com`, `Otto ${randomUUID().slice(0, 8)}`];
  await client.call('POST', '/operators', { email, name, role: 'viewer', password });
  await page.goto('/settings');
  await page.getByRole('button', { name: `Set a password for ${name}` }).click();
  const dialog = page.getByRole('dialog', { name: `Set a password for ${name}` });
  await dialog.getByLabel('New password').first().fill('short');
  await page.keyboard.press('Enter');
  await expect(dialog).toContainText('must have at least 12 characters');
  await dialog.getByLabel('New password').first().fill('quite another password');
  await page.keyboard.press('Enter');
  await expect(page.getByText(`${name} has a new password`)).toBeVisible();

  await visitor.goto('/sign-in');
  await visitor.getByLabel('E-mail').fill(email);
  await visitor.getByLabel('Password').first().fill('quite another password');
  await visitor.getByRole('button', { name: 'Sign in' }).click();
  await expect(visitor.getByRole('button', { name: `Account of ${name}` })).toBeVisible();
});

test('who has no password is not offered to change it', async ({ page }) => {
  await page.goto('/');
  await page.getByRole('button', { name: /^Account of/ }).click();
  await expect(page.getByRole('menuitem')).toHaveText(['Keys', 'Sign out']);
});

test('the audit is narrowed by who, what and when, and the address keeps it', async ({ page, client, stack }) => {
  const name = `Audited ${randomUUID().slice(0, 8)}`;
  const { id, key } = z.object({ id: z.string(), key: z.string() }).parse(await client.call('POST', '/api-keys', { name, scopes: ['notifications:write'] }));
  const made = await fetch(`${stack.url}/api/v1/notifications`, { method: 'POST', headers: { 'authorization': `Bearer ${key}`, 'content-type': 'application/json' }, body: JSON.stringify({ to: 'ada@example.com', subject: 'Hello', text: 'Hello', sendAt: muchLater }) });
  const notification = z.object({ id: z.string() }).parse(await made.json()).id;
  await fetch(`${stack.url}/api/v1/notifications/${notification}/cancel`, { method: 'POST', headers: { authorization: `Bearer ${key}` } });

  await page.goto('/settings?part=audit');
  const rows = page.getByRole('region', { name: 'Audit' }).getByRole('row');
  await page.getByRole('combobox', { name: 'Who' }).selectOption(id);
  await expect(rows).toHaveCount(2);
  await page.getByRole('combobox', { name: 'Action' }).selectOption('notification.cancelled');
  await page.getByLabel('At or after').fill('2026-01-01T00:00');
  await expect(page).toHaveURL(new RegExp(`by=${id}.*action=notification\\.cancelled.*from=2025-12-31T23`));
  await page.reload();
  await expect(rows).toHaveCount(2);
  await expect(rows.last()).toContainText(name);
  await expect(page.getByRole('combobox', { name: 'Who' })).toHaveValue(id);
  await expectGoodEverywhere(page);

  await page.getByLabel('Before').fill('2026-01-02T00:00');
  await page.getByRole('button', { name: 'Clear the filters' }).click();
  await expect(page.getByRole('combobox', { name: 'Who' })).toHaveValue('');
});

test('the year of a time of the audit is typed digit by digit', async ({ page }) => {
  await page.goto('/settings?part=audit&from=2026-03-29T09:30:00.000Z');
  const from = page.getByLabel('At or after');
  await expect(from).toHaveValue('2026-03-29T11:30');
  await from.focus();
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('ArrowRight');
  await page.keyboard.type('2025');
  await expect(from).toHaveValue('2025-03-29T11:30');
  await expect(page).toHaveURL(/from=2025-03-29T10:30/);
});
