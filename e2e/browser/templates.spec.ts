import { randomUUID } from 'node:crypto';
import { expect, test } from './test.ts';

const newName = () => `t-${randomUUID().slice(0, 8)}`;
const template = (name: string, parts: Record<string, unknown> = {}) => ({ name, subject: 'Hello {{ name }}', html: '<p>Hello {{ name }}</p>', sample: { name: 'Ada' }, ...parts });

test('an undefined variable is named before saving, and one click adds it to the sample', async ({ page, client }) => {
  const name = newName();
  await client.call('POST', '/templates', template(name));
  await page.goto(`/templates/${name}`);
  await page.getByLabel('HTML (Liquid)').fill('<p>Hello {{ name }}, you owe {{ invoice.total }}</p>');
  await expect(page.getByRole('alert')).toContainText('invoice.total');
  await expect(page.getByRole('button', { name: 'Save a new version' })).toBeDisabled();
  await page.getByRole('button', { name: 'Add to the sample data' }).click();
  await page.getByRole('button', { name: 'Save a new version' }).click();
  await expect(page.getByText('Version 2', { exact: true }).first()).toBeVisible();
});

test('a template that can not be compiled is named at its field', async ({ page }) => {
  await page.goto('/templates/_new');
  await page.getByLabel('HTML (Liquid)').fill('<p>\n{% if name %}\n</p>');
  await expect(page.getByLabel('HTML (Liquid)')).toHaveAttribute('aria-invalid', 'true');
  await expect(page.getByRole('button', { name: 'Create the template' })).toBeDisabled();
});

test('a new template is created, used for a test e-mail, and deleted', async ({ page, client }) => {
  const name = newName();
  await page.goto('/templates');
  await page.getByRole('link', { name: 'New template' }).click();
  await page.getByLabel('Name').fill(name);
  await page.getByLabel('Subject').fill('Welcome {{ name }}');
  await page.getByRole('button', { name: 'Create the template' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(name);

  await page.getByRole('link', { name: 'Send as a test' }).click();
  await page.getByLabel('Recipient').fill('welcome@example.com');
  await page.getByRole('button', { name: 'Send the test e-mail' }).click();
  await expect(page.getByTestId('progress').getByText('Sent', { exact: true })).toBeVisible();
  await expect.poll(async () => (await client.inbox('to=welcome@example.com')).map((message) => message.subject)).toEqual(['Welcome Ada']);

  await page.goto(`/templates/${name}`);
  await page.getByRole('button', { name: 'Delete' }).click();
  await page.getByRole('alertdialog').getByRole('button', { name: 'Delete the template' }).click();
  await expect(page).toHaveURL(/\/templates$/);
  await expect(page.getByRole('link', { name })).toHaveCount(0);
});

test('unsaved changes are there again after a reload, and can be discarded', async ({ page, client }) => {
  const name = newName();
  await client.call('POST', '/templates', template(name));
  await page.goto(`/templates/${name}`);
  await page.getByLabel('Subject').fill('Something else');
  await expect(page.getByText('Not saved yet')).toBeVisible();
  await page.reload();
  await expect(page.getByLabel('Subject')).toHaveValue('Something else');
  await page.getByRole('button', { name: 'Discard them' }).click();
  await expect(page.getByLabel('Subject')).toHaveValue('Hello {{ name }}');
});

test('who saves over a newer version is told, and loses nothing unasked', async ({ page, client }) => {
  const name = newName();
  await client.call('POST', '/templates', template(name));
  await page.goto(`/templates/${name}`);
  await page.getByLabel('Subject').fill('Mine {{ name }}');
  const { name: _name, ...theirs } = template(name, { subject: 'Theirs {{ name }}' });
  await client.call('PUT', `/templates/${name}`, { ...theirs, version: 1 });
  await page.getByRole('button', { name: 'Save a new version' }).click();
  await expect(page.getByLabel('Subject')).toHaveValue('Mine {{ name }}');
  await page.getByRole('button', { name: 'Drop my changes and load theirs' }).click();
  await expect(page.getByLabel('Subject')).toHaveValue('Theirs {{ name }}');
});

test('an older version is taken back into the editor', async ({ page, client }) => {
  const name = newName();
  await client.call('POST', '/templates', template(name));
  const { name: _name, ...second } = template(name, { subject: 'Second {{ name }}' });
  await client.call('PUT', `/templates/${name}`, { ...second, version: 1 });
  await page.goto(`/templates/${name}`);
  await page.getByRole('button', { name: 'Take version 1 into the editor' }).click();
  await expect(page.getByLabel('Subject')).toHaveValue('Hello {{ name }}');
});
