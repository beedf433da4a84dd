import { Campaign } from '@carillon/domain';
import { addUser, dayFromNow, newId } from './add-user.ts';
import { settle } from './settle.ts';
import { expect, test } from './test.ts';

test('the palette searches users', async ({ page, stack }) => {
  const { name, email } = await addUser(stack);
  await page.goto('/');
  await settle(page);
  await page.keyboard.press('ControlOrMeta+k');
  await page.getByRole('textbox', { name: 'Go to' }).fill(email.slice(0, 13));
  await page.getByRole('button', { name: /^Search users for/ }).or(page.getByRole('option', { name: /^Search users for/ })).first().click();
  await expect(page.getByRole('link', { name })).toBeVisible();
});

test('the palette finds people, campaigns and payments by what they are called', async ({ page, stack, client }) => {
  const { id, name } = await addUser(stack);
  const [word, template] = [newId('found'), newId('t')];
  await client.call('POST', '/templates', { name: template, subject: 'News', html: '<p>News</p>' });
  const campaign = Campaign.parse(await client.call('POST', '/campaigns', { name: `${word} campaign`, template }));
  await stack.sqlService.createPayment({ body: { userId: id, reference: `${word}-invoice`, amountMinor: 700, currency: 'EUR', dueDate: dayFromNow(3) } });
  const open = async (typed: string, label: string) => {
    await page.goto('/');
    await settle(page);
    await page.keyboard.press('ControlOrMeta+k');
    await page.getByRole('textbox', { name: 'Go to' }).fill(typed);
    await page.getByRole('button', { name: new RegExp(`^${label}`) }).or(page.getByRole('option', { name: new RegExp(`^${label}`) })).first().click();
  };
  await open(name.toLowerCase(), name);
  await expect(page).toHaveURL(new RegExp(`/users/${id}$`));
  await open(word.toUpperCase(), `${word} campaign`);
  await expect(page).toHaveURL(new RegExp(`/campaigns/${campaign.id}$`));
  await open(word, `${word}-invoice`);
  await expect(page).toHaveURL(new RegExp(`/payments\\?search=${word}-invoice$`));
  await expect(page.locator('tbody tr')).toHaveText([/€7.00/]);
});
