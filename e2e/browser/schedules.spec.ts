import { randomUUID } from 'node:crypto';
import { Schedule } from '@carillon/domain';
import type { Client } from './client.ts';
import { expect, test } from './test.ts';

const read = async (client: Client, rule: string) => Schedule.parse(await client.call('GET', `/schedules/${rule}`));

test('a bad cron shows its error at the field, and nothing is changed', async ({ page, client }) => {
  const before = await read(client, 'payment.send-reminder');
  await page.goto('/schedules/payment.send-reminder');
  await page.getByLabel('Cron expression').fill('* * * * * *');
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByLabel('Cron expression')).toHaveAttribute('aria-invalid', 'true');
  await expect(page.getByLabel('Cron expression')).toHaveAccessibleDescription(/would fire 60 times a minute/);
  await expect(page.getByLabel('Time zone')).not.toHaveAttribute('aria-invalid', 'true');
  expect((await read(client, 'payment.send-reminder')).version).toBe(before.version);
});

test('an unknown zone and a parameter of the wrong kind show their errors at their fields', async ({ page }) => {
  await page.goto('/schedules/payment.send-reminder');
  await page.getByLabel('Time zone').fill('Mars/Olympus');
  await page.getByLabel('Offsets').fill('7, three');
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByLabel('Time zone')).toHaveAccessibleDescription(/is not a known time zone/);
  await expect(page.getByLabel('Offsets')).toHaveAttribute('aria-invalid', 'true');
  await expect(page.getByLabel('Cron expression')).not.toHaveAttribute('aria-invalid', 'true');
});

test('the next runs are right across a change of the clocks, and what is declared comes back', async ({ page }) => {
  await page.goto('/schedules/payment.mark-overdue');
  await page.getByLabel('Cron expression').fill('0 9 1 1,7 *');
  await page.getByLabel('Time zone').fill('Europe/Berlin');
  await page.getByRole('button', { name: 'Save' }).click();
  const next = page.getByRole('list', { name: 'Next runs, Europe/Berlin' }).getByRole('listitem');
  await expect(next.filter({ hasText: '-01-01 09:00 UTC+01:00' }).first()).toContainText('08:00 UTC');
  await expect(next.filter({ hasText: '-07-01 09:00 UTC+02:00' }).first()).toContainText('07:00 UTC');
  await expect(next).toHaveCount(5);
  await page.getByRole('button', { name: 'Fill in what is declared' }).click();
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByRole('list', { name: 'Next runs, Etc/UTC' }).getByRole('listitem')).toHaveCount(5);
});

test('turning a schedule off asks first, and survives a reload', async ({ page }) => {
  await page.goto('/schedules/verification.verify-employee');
  const onOff = page.getByRole('switch', { name: 'Schedule of Employee verification' });
  await expect(onOff).toBeChecked();
  await onOff.click({ force: true });
  await page.getByRole('alertdialog').getByRole('button', { name: 'Keep as it is' }).click();
  await expect(onOff).toBeChecked();
  await onOff.click({ force: true });
  await page.getByRole('alertdialog').getByRole('button', { name: 'Turn it off' }).click();
  await expect(page.getByText('None while the schedule is off.')).toBeVisible();
  await page.reload();
  await expect(onOff).not.toBeChecked();
  await onOff.click({ force: true });
  await expect(page.getByRole('list', { name: /^Next runs/ }).getByRole('listitem')).toHaveCount(5);
});

test('run now asks first and shows counts as they come; a second run sends nothing twice and says why', async ({ page, client }) => {
  const email = `silent-${randomUUID().slice(0, 8)}@example.com`;
  await client.addUser({ id: `u-${randomUUID()}`, name: 'Sid Silent', email, lastActiveAt: '2020-01-01T00:00:00Z' });
  await page.goto('/schedules');
  const runNow = async () => {
    await page.getByRole('button', { name: 'Run now: Inactive users' }).click();
    await expect(page.getByRole('alertdialog')).toContainText(/\d+ (is|are) due now/);
    await page.getByRole('alertdialog').getByRole('button', { name: 'Start the run' }).click();
    await expect(page.getByRole('alertdialog')).toHaveCount(0);
  };
  await runNow();
  await expect.poll(async () => (await client.inbox(`to=${email}`)).length).toBe(1);
  await expect.poll(async () => (await read(client, 'user.inactive-user')).lastRun?.state).toBe('done');
  const first = (await read(client, 'user.inactive-user')).lastRun;
  await page.getByRole('link', { name: 'Change and history of Inactive users' }).click();
  const rows = page.getByRole('region', { name: 'Runs' }).getByRole('row');
  await expect(rows.nth(1)).toContainText('Done');
  await expect(rows.nth(1)).toContainText(`Found${first?.found}`);
  await expect(rows.nth(1)).toContainText(`Messages${first?.enqueued}`);

  const before = await rows.count();
  await runNow();
  await expect(rows).toHaveCount(before + 1);
  await expect(rows.nth(1)).toContainText('Done');
  await expect(rows.nth(1)).toContainText('Enqueued0');
  await expect(rows.nth(1).getByRole('list', { name: 'Skipped, by reason' })).toContainText(`${first?.enqueued} × `);
  expect(await client.inbox(`to=${email}`)).toHaveLength(1);
});

test('who saves over a newer version is told, and loses nothing unasked', async ({ page, client }) => {
  await page.goto('/schedules/user.deactivate-user');
  await page.getByLabel('Cron expression').fill('0 5 * * *');
  const { version } = await read(client, 'user.deactivate-user');
  await client.call('PATCH', '/schedules/user.deactivate-user', { version, cron: '0 6 * * *' });
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByRole('alert')).toContainText('was changed meanwhile');
  await expect(page.getByLabel('Cron expression')).toHaveValue('0 5 * * *');
  await page.getByRole('button', { name: 'Drop my changes and load theirs' }).click();
  await expect(page.getByLabel('Cron expression')).toHaveValue('0 6 * * *');
});
