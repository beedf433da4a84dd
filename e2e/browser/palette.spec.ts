import { Campaign } from '@carillon/domain';
import { addUser, dayFromNow, newId } from './add-user.ts';
import { settle } from './settle.ts';
import { expect, test } from './test.ts';

test('what is found comes behind what is there, so that Enter and the arrow keys do what they did', async ({ page, stack }) => {
  const word = newId('an');
  const named = async (rest: string) => {
    const id = newId('user');
    await stack.mongoService.createUser({ body: { id, name: `${word}${rest}`, email: `${id}@example.com`, timeZone: 'Europe/Berlin', unsubscribedFrom: [], createdAt: '2026-01-01T10:00:00Z' } });
    return id;
  };
  await named('na');
  const andrew = await named('drew');
  const palette = page.getByRole('dialog', { name: /^Find a page, a person/ });
  const [goTo, anna] = [palette.getByRole('textbox', { name: 'Go to' }), palette.getByText(`${word}na`, { exact: true })];
  await page.goto('/');
  await settle(page);
  await page.keyboard.press('ControlOrMeta+k');
  await goTo.pressSequentially(word);
  await expect(anna).toBeVisible();
  await goTo.pressSequentially('drew');
  await expect(anna).toHaveCount(0);
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(new RegExp(`/notifications\\?search=${word}drew$`));

  await page.keyboard.press('ControlOrMeta+k');
  await goTo.fill(word);
  await page.keyboard.press('ArrowDown');
  await expect(anna).toBeVisible();
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(new RegExp(`/users\\?search=${word}$`));

  await page.keyboard.press('ControlOrMeta+k');
  await goTo.fill(`${word}drew`);
  await expect(palette.getByText(`${word}drew`, { exact: true })).toBeVisible();
  await page.keyboard.press('ArrowUp');
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(new RegExp(`/users/${andrew}$`));
});

test('a payment is found by its reference, however many payments the people have who are called like it', async ({ page, stack }) => {
  const word = newId('ada');
  const id = newId('user');
  await stack.mongoService.createUser({ body: { id, name: word, email: `${id}@example.com`, timeZone: 'Europe/Berlin', unsubscribedFrom: [], createdAt: '2026-01-01T10:00:00Z' } });
  const pay = (reference: string, days: number) => stack.sqlService.createPayment({ body: { userId: id, reference, amountMinor: 700, currency: 'EUR', dueDate: dayFromNow(days) } });
  await pay(`${word.toUpperCase()}-17`, 3);
  await Promise.all(Array.from({ length: 5 }, (_, later) => pay(newId('inv'), 10 + later)));
  await page.goto('/');
  await settle(page);
  await page.keyboard.press('ControlOrMeta+k');
  await page.getByRole('textbox', { name: 'Go to' }).fill(word);
  await expect(page.getByText(`${word.toUpperCase()}-17`, { exact: true })).toBeVisible();
});

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
