import { CampaignWithStats, LaunchResult, Segment } from '@carillon/domain';
import { findViolations } from './accessibility.ts';
import { newId } from './add-user.ts';
import { draftOf, prepareReaders, stateOf } from './make-campaign.ts';
import { settle } from './settle.ts';
import { expect, test } from './test.ts';

test('a campaign is written, reviewed, launched, watched, and read down to one recipient', async ({ page, client }) => {
  const { template, users } = await prepareReaders(client);
  const name = newId('Spring sale');
  await page.goto('/campaigns');
  await page.getByRole('link', { name: 'New campaign' }).first().click();
  await page.getByRole('textbox', { name: 'Name', exact: true }).fill(name);
  await page.getByLabel('Template').selectOption('payment-reminder');
  await expect(page.getByRole('status').filter({ hasText: 'payment.amount' })).toContainText('which no user has');
  await page.getByLabel('Template').selectOption(template);
  await expect(page.getByText('It takes name.')).toBeVisible();
  await page.getByRole('button', { name: 'Save as a draft' }).click();

  await expect(page.getByRole('heading', { level: 1 })).toHaveText(name);
  await expect(page.getByText(/^Goes to/)).toBeVisible();
  expect(await findViolations(page), 'the draft').toEqual([]);
  await page.getByRole('button', { name: 'Launch', exact: true }).click();
  await page.getByRole('alertdialog').getByRole('button', { name: /^Send to/ }).click();

  await expect(page.getByText('Finished', { exact: true })).toBeVisible({ timeout: 20_000 });
  // The log is read again when the campaign ends, and not only while it runs.
  await expect(page.getByRole('table').getByText(/^(Queued|Sending|Retrying)$/)).toHaveCount(0);
  await expect(page.getByRole('table').getByText('Sent', { exact: true })).not.toHaveCount(0);
  await page.getByLabel('Search recipients by address or user id').fill(users[0] ?? '');
  await page.getByRole('link', { name: `${users[0]}@example.com` }).click();
  await expect(page.getByText('The provider accepted it')).toBeVisible();
  await expect(page.getByText(`News for Reader ${users[0]}`)).toBeVisible();
  await expect(page.frameLocator('iframe').getByText(`Hello Reader ${users[0]}`)).toBeVisible();
  await settle(page);
  expect(await findViolations(page), 'the recipient').toEqual([]);
  await expect.poll(async () => (await client.inbox(`to=${users[0]}@example.com`)).map((message) => message.subject)).toEqual([`News for Reader ${users[0]}`]);
});

test('a campaign without a name or a template is refused in plain words, and a scheduled one says when it starts', async ({ page, client }) => {
  const { template } = await prepareReaders(client);
  await page.goto('/campaigns/new');
  await page.getByRole('button', { name: 'Save as a draft' }).click();
  await expect(page.getByText('is required')).toHaveCount(2);
  await expect(page.getByRole('alert')).toContainText('see what is marked above');
  const { id } = await draftOf(client, template, { schedule: { at: '2099-01-05T09:00', timeZone: 'Etc/UTC' } });
  await client.call('POST', `/campaigns/${id}/launch`, {});
  await page.goto(`/campaigns/${id}`);
  await expect(page.getByText('Starts', { exact: true })).toBeVisible();
  await expect(page.getByText(/5 Jan 2099/)).toBeVisible();
  await page.getByRole('button', { name: 'Edit' }).click();
  const dialog = page.getByRole('alertdialog');
  await expect(dialog).toContainText('It will not start at');
  await expect(dialog).toContainText('5 Jan 2099');
  await dialog.getByRole('button', { name: 'Keep as it is' }).click();
  expect(await stateOf(client, id)).toBe('scheduled');
  await page.getByRole('button', { name: 'Edit' }).click();
  await dialog.getByRole('button', { name: 'Make it a draft' }).click();
  await expect(page.getByRole('button', { name: 'Save', exact: true })).toBeVisible();
  expect(await stateOf(client, id)).toBe('draft');
});

test('a limit that is mistyped is said at its field, and nothing is saved without it', async ({ page, client }) => {
  const { template } = await prepareReaders(client);
  const name = newId('Limited');
  await page.goto('/campaigns/new');
  await page.getByRole('textbox', { name: 'Name', exact: true }).fill(name);
  await page.getByLabel('Template').selectOption(template);
  const rate = page.getByLabel('At most per second');
  await rate.fill('fast');
  await page.getByLabel('Pause at bounces, in %').fill('250');
  await page.getByRole('button', { name: 'Save as a draft' }).click();
  await expect(rate).toHaveAccessibleDescription(/must be a number/);
  await expect(page.getByLabel('Pause at bounces, in %')).toHaveAccessibleDescription(/must be at most 100 %/);
  const tops = await page.getByText(/^(Category|At most per second|Pause at bounces, in %)$/).evaluateAll((labels) => labels.map((label) => Math.round(label.getBoundingClientRect().top)));
  expect(new Set(tops).size, 'labels of the row stand on one line').toBe(1);

  await rate.fill('2,5');
  await page.getByLabel('Pause at bounces, in %').fill('7,5');
  await page.getByRole('button', { name: 'Save as a draft' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(name);
  const { campaign } = CampaignWithStats.parse(await client.call('GET', new URL(page.url()).pathname));
  expect(campaign).toMatchObject({ ratePerSecond: 2.5, pauseAtBounceRate: 0.075 });
});

test('a campaign that was launched says what it was, and can be used again', async ({ page, client }) => {
  const { template } = await prepareReaders(client);
  const { id, name } = await draftOf(client, template, { subject: 'Only {{ name }}', ratePerSecond: 500, pauseAtBounceRate: 0.05, category: 'offers' });
  await client.call('POST', `/campaigns/${id}/launch`, {});
  await expect.poll(() => stateOf(client, id)).toBe('finished');
  await page.goto(`/campaigns/${id}`);
  const facts = page.locator('section', { has: page.getByRole('heading', { name: 'What was launched' }) });
  await expect(facts).toContainText('Every user');
  await expect(facts).toContainText(`${template}, version 1`);
  await expect(facts).toContainText('Only {{ name }}');
  await expect(facts).toContainText('500 per second');
  await expect(facts).toContainText('At 5 % bounces');
  await facts.getByText(/^What .* reads$/).click();
  await expect(facts.frameLocator('iframe').getByText(/^Hello /)).toBeVisible();
  await settle(page);
  expect(await findViolations(page), 'what was launched').toEqual([]);

  await page.getByRole('link', { name: 'Use again' }).click();
  await expect(page.getByRole('textbox', { name: 'Name', exact: true })).toHaveValue(`${name} (again)`);
  await page.getByRole('button', { name: 'Save as a draft' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(`${name} (again)`);
  const { campaign } = CampaignWithStats.parse(await client.call('GET', new URL(page.url()).pathname));
  expect(campaign).toMatchObject({ status: 'draft', template, subject: 'Only {{ name }}', ratePerSecond: 500, pauseAtBounceRate: 0.05, category: 'offers', schedule: null });
});

test('the review of a text message shows the text, and how many SMS it takes', async ({ page, client, stack }) => {
  const tag = newId('sms');
  await stack.mongoService.createUser({ body: { name: `Phone of ${tag}`, email: `${tag}@example.com`, phone: '+4930100777', tags: [tag], attributes: {} } });
  await client.call('POST', '/templates', { name: tag, subject: 'Never shown', html: '<p>Long</p>', text: `Hi ${'x'.repeat(170)}`, layout: 'none' });
  const { id: segmentId } = Segment.parse(await client.call('POST', '/segments', { name: tag, rule: { op: 'has-tag', tag } }));
  const { id } = await draftOf(client, tag, { channel: 'vendor', segmentId });
  await page.goto(`/campaigns/${id}`);
  await expect(page.getByRole('region', { name: `What Phone of ${tag} would read` })).toHaveText(/^Hi x{170}/);
  await expect(page.getByText('173 characters in GSM-7, 2 SMS')).toBeVisible();
  await expect(page.locator('main iframe')).toHaveCount(0);
  expect(await findViolations(page), 'the review of a text').toEqual([]);
});

test('a half-written campaign is still there after a reload and another page, until it is saved', async ({ page, client }) => {
  const { template } = await prepareReaders(client);
  const name = newId('Half');
  const field = page.getByRole('textbox', { name: 'Name', exact: true });
  await page.goto('/campaigns/new');
  await field.fill(name);
  await page.getByLabel('At most per second').fill('3');
  await page.reload();
  await expect(field).toHaveValue(name);
  await expect(page.getByText('These are your unsaved changes from before.')).toBeVisible();
  await page.getByRole('link', { name: 'Segments' }).click();
  await page.goBack();
  await expect(page.getByLabel('At most per second')).toHaveValue('3');
  await page.getByLabel('Template').selectOption(template);
  await page.getByRole('button', { name: 'Save as a draft' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(name);
  await page.goto('/campaigns/new');
  await expect(field).toHaveValue('');
});

test('a time that clocks leave out is said, and a name that is too long is refused instead of cut', async ({ page, client }) => {
  const { template } = await prepareReaders(client);
  await page.goto('/campaigns/new');
  await page.getByRole('textbox', { name: 'Name', exact: true }).fill('n'.repeat(121));
  await page.getByLabel('Template').selectOption(template);
  await page.getByLabel('Send it at a certain time').check();
  await page.getByLabel('Time', { exact: true }).fill('2099-03-29T02:30');
  await page.getByLabel('Time zone').fill('Europe/Berlin');
  const shift = 'Clocks in Europe/Berlin leave out 2099-03-29 02:30: it starts at 2099-03-29 03:30.';
  await expect(page.getByText(shift)).toBeVisible();
  await page.getByRole('button', { name: 'Save as a draft' }).click();
  await expect(page.getByRole('textbox', { name: 'Name', exact: true })).toHaveAccessibleDescription(/120/);
  await page.getByRole('textbox', { name: 'Name', exact: true }).fill(newId('Gap'));
  await page.getByRole('button', { name: 'Save as a draft' }).click();
  await page.getByRole('button', { name: /^Schedule for/ }).click();
  await expect(page.getByRole('alertdialog')).toContainText(shift);
});

test('a review that did not look at everybody says so', async ({ page, client }) => {
  const { template } = await prepareReaders(client);
  const { id } = await draftOf(client, template);
  await page.route(`**/api/v1/campaigns/${id}/launch`, async (route) => {
    const result = LaunchResult.parse(await (await route.fetch()).json());
    await route.fulfill({ json: { ...result, review: { ...result.review, audience: { included: 200_000, excluded: [], exact: false } } } });
  });
  await page.goto(`/campaigns/${id}`);
  await expect(page.getByText('Goes to 200,000 or more recipients, and nobody among the first 200,000 is left out.')).toBeVisible();
  await page.getByRole('button', { name: 'Launch', exact: true }).click();
  await expect(page.getByRole('alertdialog').getByRole('button', { name: 'Send to 200,000 or more' })).toBeVisible();
  await expect(page.getByRole('alertdialog')).toContainText('goes to 200,000 or more recipients. It can be paused');
});
