import { readFile } from 'node:fs/promises';
import { Campaign, Segment } from '@carillon/domain';
import type { Page } from '@playwright/test';
import { expectGoodEverywhere, findViolations } from './accessibility.ts';
import { addUser, dayFromNow, newId } from './add-user.ts';
import { settle } from './settle.ts';
import { expect, test } from './test.ts';

// The last of the files: two windows share what is left.
test.describe.configure({ mode: 'parallel' });

const importFile = async (page: Page, content: string | Buffer) => {
  await page.getByRole('button', { name: 'Import CSV' }).first().click();
  await page.getByLabel('CSV file').setInputFiles({ name: 'users.csv', mimeType: 'text/csv', buffer: Buffer.from(content) });
  await page.getByRole('button', { name: 'Import', exact: true }).click();
};

test('a search finds a user, stays in the address, and is gone with Clear', async ({ page, stack }) => {
  await addUser(stack);
  const { name, email } = await addUser(stack);
  await page.goto('/users');
  await settle(page);
  await page.keyboard.press('/');
  await page.keyboard.type(email.slice(0, 13));
  await expect(page.getByRole('link', { name })).toBeVisible();
  await expect(page.locator('tbody tr')).toHaveCount(1);
  await expect(page.locator('[data-total]')).toHaveText('1 user');
  await expect(page).toHaveURL(/search=user-/);
  await page.reload();
  await expect(page.locator('tbody tr')).toHaveCount(1);
  await page.getByLabel('State').selectOption('deactivated');
  await expect(page.locator('[data-empty=no-match]')).toBeVisible();
  await page.getByRole('button', { name: 'Clear the filters' }).click();
  await expect(page.getByRole('link', { name })).toBeVisible();
  await expect(page).toHaveURL(/\/users$/);
});

test('an import tells what is wrong with each bad line, and takes the good ones over once', async ({ page }) => {
  const [first, second] = [newId('csv'), newId('csv')];
  const file = `id,name,email,timeZone\n${first},Ada,ada-${first}@example.com,Europe/Berlin\n${second},Lost,nowhere,UTC\n${second},Far,far-${second}@example.com,Mars/Olympus\n`;
  await page.goto('/users');
  await importFile(page, file);
  await expect(page.getByTestId('imported')).toHaveText('1');
  await expect(page.getByTestId('rejected')).toHaveText('2');
  const refused = page.getByRole('region', { name: 'Refused lines' }).locator('tbody tr');
  await expect(refused).toHaveText([/^3email.*e-mail address/, /^4timeZone.*time zone/]);
  expect(await findViolations(page)).toEqual([]);
  await page.getByRole('button', { name: 'Done' }).click();
  await expect(page.getByRole('button', { name: 'Import CSV' })).toBeFocused();
  await expect(page.getByText(`ada-${first}@example.com`)).toBeVisible();
  await importFile(page, file);
  await expect(page.getByTestId('existing')).toHaveText('1');
  await expect(page.getByTestId('imported')).toHaveText('0');
});

test('a file as a spreadsheet saves it is taken, and its refused lines are mended in a file of their own', async ({ page }) => {
  const id = newId('csv');
  const file = Buffer.from(`First name;Last name;E-Mail\r\nZo\u00eb;Gr\u00fcn;zoe-${id}@example.com\r\nZo\u00eb;Gr\u00fcn;zoe-${id}@example.com\r\nAlan;Turing;nowhere\r\n;;\r\n`, 'latin1');
  await page.goto('/users');
  await importFile(page, file);
  await expect(page.getByTestId('imported')).toHaveText('1');
  await expect(page.getByTestId('duplicates')).toHaveText('1');
  await expect(page.getByText('Read as Windows-1252 with semicolons between the fields; “First name” as firstName, “Last name” as lastName, “E-Mail” as email.')).toBeVisible();
  expect(await findViolations(page)).toEqual([]);
  const downloading = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Download the refused line' }).click();
  const download = await downloading;
  expect(download.suggestedFilename()).toBe('users-refused.csv');
  const refused = await readFile(await download.path(), 'utf8');
  expect(refused).toMatch(/^\ufeffReason;First name;Last name;E-Mail\r\nemail .+;Alan;Turing;nowhere\r\n$/);
  await page.getByRole('button', { name: 'Import another file' }).click();
  await page.getByLabel('CSV file').setInputFiles({ name: 'mended.csv', mimeType: 'text/csv', buffer: Buffer.from(refused.replace('nowhere', `alan-${id}@example.com`)) });
  await page.getByRole('button', { name: 'Import', exact: true }).click();
  await expect(page.getByTestId('imported')).toHaveText('1');
  await expect(page.getByTestId('rejected')).toHaveText('0');
  await page.getByRole('button', { name: 'Done' }).click();
  await expect(page.getByRole('link', { name: 'Zoë Grün' }).first()).toBeVisible();
});

test('a user’s page tells what happened, what was sent, and what each rule says now and why', async ({ page, stack, client }) => {
  const user = await addUser(stack);
  const sent = await client.send({ to: user.email, subject: 'For Grace alone' });
  await page.goto(`/users/${user.id}`);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(user.name);

  const timeline = page.getByRole('list', { name: 'Timeline' });
  await expect(timeline.getByRole('listitem').filter({ hasText: 'For Grace alone' })).toContainText('Sent');
  await expect(timeline.getByRole('listitem').filter({ hasText: 'Payment paid' })).toContainText('INV-PAID, €12.50');
  await expect(timeline.getByRole('listitem').filter({ hasText: 'Asked to verify' })).toContainText('Attempt 1');
  await expect(timeline.getByRole('listitem').last()).toContainText('Joined');

  await client.send({ to: user.email, subject: 'Sent meanwhile' });
  await expect(timeline.getByRole('listitem').first()).toContainText('Sent meanwhile');

  await expect(page.locator('[data-rule="payment.send-reminder"]')).toContainText(`${user.owed}It is due on ${dayFromNow(40)}`);
  await expect(page.locator('[data-rule="payment.send-reminder"]')).not.toContainText(user.paid);
  await expect(page.locator('[data-rule="user.inactive-user"]')).toContainText('The user does not want messages about account.');

  await timeline.getByRole('link', { name: 'For Grace alone' }).click();
  await expect(page).toHaveURL(new RegExp(`/notifications/${sent}$`));
});

test('a user’s page tells what campaigns sent, and that an address is suppressed until it is released', async ({ page, stack, client }) => {
  const { id, email } = await addUser(stack);
  const [template, campaignName] = [newId('t'), newId('Campaign')];
  await client.call('POST', '/templates', { name: template, subject: 'News', html: '<p>News</p>' });
  const segment = Segment.parse(await client.call('POST', '/segments', { name: newId('Segment'), rule: { op: 'equals', field: 'email', value: email } }));
  const campaign = Campaign.parse(await client.call('POST', '/campaigns', { name: campaignName, template, segmentId: segment.id }));
  await client.call('POST', `/campaigns/${campaign.id}/launch`, {});
  await page.goto(`/users/${id}`);
  const entry = page.getByRole('list', { name: 'Timeline' }).getByRole('listitem').filter({ hasText: campaignName });
  await expect(entry).toContainText(/Sent.*the campaign is finished/, { timeout: 30_000 });

  await client.call('POST', '/suppressions', { addresses: [email], note: 'asked by phone' });
  await page.reload();
  const notice = page.locator(`[data-suppressed="${email}"]`);
  await expect(notice).toContainText('asked by phone');
  await settle(page);
  await expectGoodEverywhere(page);
  await notice.getByRole('link', { name: 'Show in the list' }).click();
  await expect(page.getByRole('region', { name: 'Suppressed addresses' })).toContainText(email);
  await page.goBack();
  await page.getByRole('button', { name: `Release ${email}` }).click();
  await page.getByRole('alertdialog').getByRole('button', { name: 'Release the address' }).click();
  await expect(notice).toBeHidden();

  await entry.getByRole('link', { name: campaignName }).click();
  await expect(page).toHaveURL(new RegExp(`/campaigns/${campaign.id}/recipients/com_`));
});

test('an id that nobody has is told as such', async ({ page }) => {
  await page.goto('/users/nobody-at-all');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('User not found');
});

for (const path of ['/users', '/users?search=nobody-has-this', '/users/:id', '/users/nobody-at-all']) {
  test(`${path} is accessible and never scrolls sideways, in light and dark, wide and narrow`, async ({ visit, stack }) => {
    const { id } = await addUser(stack);
    await expectGoodEverywhere(await visit(path.replace(':id', id)));
  });
}
