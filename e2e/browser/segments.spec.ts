import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { Campaign, Segment } from '@carillon/domain';
import type { Locator, Page } from '@playwright/test';
import { expectGoodEverywhere, findViolations } from './accessibility.ts';
import { settle } from './settle.ts';
import type { Stack } from './start-stack.ts';
import { expect, test } from './test.ts';

const newTag = () => `tag-${randomUUID().slice(0, 8)}`;

/** Three who share a tag: one with few seats, one with many, and one with many who wants no campaigns. */
async function addCustomers({ mongoService }: Pick<Stack, 'mongoService'>, tag: string) {
  const add = (name: string, seats: number, unsubscribedFrom: string[]) => mongoService.createUser({ body: { name: `${name} of ${tag}`, email: `${name}.${tag}@example.com`, tags: [tag], attributes: { seats }, unsubscribedFrom } });
  await Promise.all([add('Few', 2, []), add('Many', 12, []), add('Silent', 30, ['campaigns'])]);
}

/** Goes on by Tab until it is there, as somebody without a mouse does. */
async function tabTo(page: Page, target: Locator): Promise<void> {
  const isThere = async () => (await target.and(page.locator(':focus')).count()) === 1;
  for (let step = 0; step < 60 && !(await isThere()); step += 1) await page.keyboard.press('Tab');
  await expect(target).toBeFocused();
}

async function type(page: Page, target: Locator, text: string): Promise<void> {
  await tabTo(page, target);
  await page.keyboard.type(text);
}

test('a segment is built by keyboard alone, with its numbers beside it, and can be found again', async ({ page, stack }) => {
  const tag = newTag();
  await addCustomers(stack, tag);
  await page.goto('/segments/_new');
  await settle(page);
  await type(page, page.getByLabel('Name', { exact: true }), `Big ${tag}`);
  await tabTo(page, page.getByRole('button', { name: 'Add a condition to the rule' }));
  await page.keyboard.press('Enter');
  await expect(page.getByLabel('Condition 1: about')).toBeFocused();
  await type(page, page.getByLabel('Condition 1: value'), tag);
  await expect(page.getByTestId('included')).toHaveText('2');

  await tabTo(page, page.getByRole('button', { name: 'Add a group to the rule' }));
  await page.keyboard.press('Enter');
  await expect(page.getByLabel('Condition 2.1: about')).toBeFocused();
  await page.keyboard.type('Attribute');
  await type(page, page.getByLabel('Condition 2.1: attribute'), 'seats');
  await type(page, page.getByLabel('Condition 2.1: type'), 'Number');
  await type(page, page.getByLabel('Condition 2.1: test'), 'is at least');
  await type(page, page.getByLabel('Condition 2.1: value'), '10');
  await expect(page.getByTestId('segment-preview')).toContainText('1 of 2 users');
  await expect(page.getByTestId('segment-preview')).toContainText('Do not want this category1');
  await expect(page.getByRole('list', { name: 'Samples' })).toHaveText(`Many of ${tag} Many.${tag}@example.com`);

  await tabTo(page, page.getByRole('button', { name: 'Create the segment' }));
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/\/segments\/seg_/);
  await expect(page.getByLabel('Condition 2.1: value')).toHaveValue('10');
  await page.goto('/segments');
  await expect(page.getByRole('row').filter({ hasText: `Big ${tag}` })).toContainText(`tag ${tag} and seats is at least 10`);
});

test('a segment that a campaign needs is not deleted: the dialog leads to the campaign', async ({ page, client }) => {
  const tag = newTag();
  const segment = Segment.parse(await client.call('POST', '/segments', { name: `Needed ${tag}`, rule: { op: 'has-tag', tag } }));
  await client.call('POST', '/templates', { name: tag, subject: 'News', html: '<p>News</p>' });
  const campaign = Campaign.parse(await client.call('POST', '/campaigns', { name: `Needs ${tag}`, template: tag, segmentId: segment.id }));
  await page.goto(`/segments/${segment.id}`);
  await page.getByRole('button', { name: 'Delete' }).click();
  const dialog = page.getByRole('alertdialog');
  await expect(dialog).toContainText(`Needs ${tag}, draft`);
  await expect(dialog.getByRole('button', { name: 'Delete the segment' })).toHaveCount(0);
  expect(await findViolations(page), 'the dialog').toEqual([]);
  await dialog.getByRole('link', { name: `Needs ${tag}` }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(`Needs ${tag}`);

  await client.call('DELETE', `/campaigns/${campaign.id}`);
  await page.goto(`/segments/${segment.id}`);
  await page.getByRole('button', { name: 'Delete' }).click();
  await dialog.getByRole('button', { name: 'Delete the segment' }).click();
  await expect(page).toHaveURL(/\/segments$/);
});

test('a campaign whose segment is gone does not say that it is for every user', async ({ page, client }) => {
  const tag = newTag();
  const segment = Segment.parse(await client.call('POST', '/segments', { name: `Gone ${tag}`, rule: { op: 'has-tag', tag } }));
  await client.call('POST', '/templates', { name: tag, subject: 'News', html: '<p>News</p>' });
  const campaign = Campaign.parse(await client.call('POST', '/campaigns', { name: `Orphan ${tag}`, template: tag, segmentId: segment.id }));
  // It can not be deleted any more; one whose deletion crossed with the saving of a campaign looks like this.
  await page.route('**/api/v1/segments?**', async (route) => route.fulfill({ json: { items: [], nextCursor: null } }));
  await page.route(`**/api/v1/segments/${segment.id}`, async (route) => route.fulfill({ status: 404, contentType: 'application/problem+json', json: { type: 'about:blank', title: 'There is nothing here', status: 404, code: 'not-found', requestId: 'test' } }));
  await page.goto(`/campaigns/${campaign.id}`);
  await expect(page.getByLabel('Segment')).toHaveValue(segment.id);
  await expect(page.getByLabel('Segment').locator('option:checked')).toHaveText('(deleted segment)');
  await expect(page.getByLabel('Segment')).toHaveAccessibleDescription(/was deleted: choose another one/);
});

test('a half-written segment is still there after a reload, and can be discarded', async ({ page }) => {
  const tag = newTag();
  await page.goto('/segments/_new');
  await expect(page.getByText('Give it a name to create it.')).toBeVisible();
  await page.getByLabel('Name', { exact: true }).fill(`Half ${tag}`);
  await page.getByRole('button', { name: 'Add a condition to the rule' }).click();
  await expect(page.getByText('Finish or remove what is marked in the rule.')).toBeVisible();
  await page.reload();
  await expect(page.getByLabel('Name', { exact: true })).toHaveValue(`Half ${tag}`);
  await expect(page.getByLabel('Condition 1: value')).toHaveValue('');
  await page.getByRole('button', { name: 'Discard them' }).click();
  await expect(page.getByLabel('Name', { exact: true })).toHaveValue('');
  await expect(page.getByLabel('Condition 1: value')).toHaveCount(0);
});

test('a count that comes late does not stand for the rule that is there by then', async ({ page, stack }) => {
  const [slow, fast] = [newTag(), newTag()];
  await addCustomers(stack, slow);
  let release = () => {};
  const released = new Promise<void>((resolve) => (release = resolve));
  await page.route('**/segments/preview', async (route) => {
    await (route.request().postData()?.includes(slow) === true ? released : undefined);
    await route.continue().catch(() => undefined);
  });
  await page.goto('/segments/_new');
  await page.getByRole('button', { name: 'Add a condition to the rule' }).click();
  const asked = page.waitForRequest((request) => request.postData()?.includes(slow) === true);
  await page.getByLabel('Condition 1: value').fill(slow);
  await asked;
  await page.getByLabel('Condition 1: value').fill(fast);
  await expect(page.getByTestId('segment-preview')).toContainText('0 of 0 users');
  release();
  await settle(page);
  await expect(page.getByTestId('segment-preview')).toContainText('0 of 0 users');
});

test('a customer is added, tagged, heard about messages, exported and deleted', async ({ page }) => {
  const tag = newTag();
  await page.goto('/users');
  await page.getByRole('button', { name: 'Add a user' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Name', { exact: true }).fill(`=Ada ${tag}`);
  await dialog.getByLabel('E-mail').fill(`ada.${tag}@example.com`);
  await dialog.getByLabel('Phone').fill('030 12');
  await dialog.getByLabel('Tags').fill(`vip, ${tag}`);
  await dialog.getByRole('button', { name: 'Add an attribute' }).click();
  await dialog.getByLabel('Attribute 1: name').fill('seats');
  await dialog.getByLabel('Attribute 1: type').selectOption('Number');
  await dialog.getByLabel('Attribute 1: value').fill('12');
  await dialog.getByRole('button', { name: 'Add the user' }).click();
  await expect(dialog.getByText('must be an international number')).toBeVisible();
  expect(await findViolations(page)).toEqual([]);
  await dialog.getByLabel('Phone').fill('+49 30 901820');
  await dialog.getByRole('button', { name: 'Add the user' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(`=Ada ${tag}`);

  await page.getByLabel('Category').fill('marketing');
  await page.getByRole('button', { name: 'Note the decision' }).click();
  await expect(page.getByRole('region', { name: 'Decisions by category' }).getByRole('row').last()).toContainText(/marketing\s*Not wanted.*operator: /);

  await page.goto(`/users?tag=${tag}`);
  await expect(page.locator('tbody tr')).toHaveCount(1);
  const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('link', { name: 'Export CSV' }).click()]);
  expect(await readFile(await download.path(), 'utf8')).toMatch(new RegExp(`^id,externalId,.*\\r\\n[^,]+,,'=Ada ${tag},ada.${tag}@example.com,'\\+4930901820,UTC,en,vip ${tag},"\\{""seats"":12\\}",marketing,`));

  await page.getByRole('link', { name: `=Ada ${tag}` }).click();
  await page.getByRole('button', { name: 'Delete' }).click();
  await page.getByRole('alertdialog').getByRole('button', { name: 'Delete the user' }).click();
  await expect(page).toHaveURL(/\/users$/);
  await page.goto(`/users?tag=${tag}`);
  await expect(page.locator('[data-empty=no-match]')).toBeVisible();
});

test('an address is suppressed, left out of a segment, and released', async ({ page, stack }) => {
  const tag = newTag();
  await addCustomers(stack, tag);
  await page.goto('/suppressions');
  await page.getByRole('button', { name: 'Suppress addresses' }).first().click();
  await page.getByLabel('Addresses', { exact: true }).fill(`many.${tag}@EXAMPLE.com; nobody@; 12`);
  await page.getByRole('button', { name: 'Suppress 3 addresses' }).click();
  await expect(page.getByRole('alert').getByRole('listitem')).toHaveText(['“nobody@” must be an e-mail address or an international phone number.', '“12” must be an e-mail address or an international phone number.']);
  await page.getByLabel('Addresses', { exact: true }).fill(`many.${tag}@EXAMPLE.com`);
  await page.getByRole('button', { name: 'Suppress the address' }).click();
  await expect(page.getByRole('row').filter({ hasText: `many.${tag}@example.com` })).toContainText('By hand');
  await page.goto('/segments/_new');
  await page.getByRole('button', { name: 'Add a condition to the rule' }).click();
  await page.getByLabel('Condition 1: value').fill(tag);
  await expect(page.getByTestId('segment-preview')).toContainText('Are on the suppression list1');
  await page.goto(`/suppressions?search=many.${tag}`);
  await page.getByRole('button', { name: `Release many.${tag}@example.com` }).click();
  await page.getByRole('button', { name: 'Release the address' }).click();
  await expect(page.locator('[data-empty=no-match]')).toBeVisible();
});

test('a segment with nested groups is accessible and never scrolls sideways, in light and dark, wide and narrow', async ({ page }) => {
  await page.goto('/segments/_new');
  await page.getByRole('button', { name: 'Add a group to the rule' }).click();
  await page.getByRole('button', { name: 'Add a group to group 1', exact: true }).click();
  await page.getByLabel('Condition 1.1: about').selectOption('Attribute…');
  await page.getByLabel('Condition 1.2.1: about').selectOption('Last active');
  await expectGoodEverywhere(page);
});
