import { expectGoodEverywhere, findViolations } from './accessibility.ts';
import { expect, test } from './test.ts';

const groups = {
  items: [
    { status: 'failed', reason: 'The mailbox does not exist', count: 97, lastAt: '2026-03-29T10:00:00.000Z', sampleId: 'ntf_01ARYZ6S41ZZZZZZZZZZZZZZZZ' },
    { status: 'unknown', reason: 'The answer was lost', count: 3, lastAt: '2026-03-29T09:00:00.000Z', sampleId: 'ntf_01ARYZ6S41ZZZZZZZZZZZZZZZY' },
  ],
  newestOnly: false,
  leftOut: 0,
};

test('what is chosen of all that failed is counted by the server, named, and tried again once', async ({ page }) => {
  const bodies: unknown[] = [];
  await page.route('**/api/v1/failures*', (route) => route.fulfill({ json: groups }));
  await page.route('**/api/v1/failures/retry', async (route) => {
    bodies.push(route.request().postDataJSON());
    await route.fulfill({ status: 202, json: { count: 3, unknown: 3 } });
  });
  await page.goto('/failures?search=ada');
  await expectGoodEverywhere(page);
  await expect(page.getByRole('button', { name: 'Retry chosen' })).toBeDisabled();
  await page.getByRole('checkbox', { name: 'Choose: The answer was lost' }).press('Space');
  await page.getByRole('button', { name: 'Retry chosen' }).click();
  const dialog = page.getByRole('alertdialog');
  await expect(dialog).toContainText('3 notifications');
  await expect(dialog).toContainText('search “ada”, for the reason “The answer was lost”');
  await expect(dialog).toContainText('they may be received twice');
  expect(await findViolations(page)).toEqual([]);
  await dialog.getByRole('button', { name: 'Try 3 again' }).dblclick();
  await expect(page.getByText('3 are being tried again')).toBeVisible();
  const selection = { filter: { search: 'ada' }, reasons: ['The answer was lost'] };
  expect(bodies).toEqual([{ ...selection, dryRun: true }, selection]);
});

test('a number leads to exactly its rows of the log', async ({ page }) => {
  await page.route('**/api/v1/failures*', (route) => route.fulfill({ json: groups }));
  await page.goto('/failures?search=ada');
  await page.getByRole('link', { name: /^97/ }).click();
  await expect(page).toHaveURL(/\/notifications\?search=ada&status=failed&failure=The\+mailbox/);
  await expect(page.getByRole('button', { name: 'Remove the filter: Reason: The mailbox does not exist' })).toBeVisible();
});

test('what is not all is said not to be', async ({ page }) => {
  await page.route('**/api/v1/failures*', (route) => route.fulfill({ json: { ...groups, newestOnly: true, leftOut: 12 } }));
  await page.goto('/failures');
  await expect(page.getByRole('link', { name: /^97\+/ })).toBeVisible();
  await expect(page.getByText('Only the newest 10,000 are grouped here. 12 more reasons, less frequent, are not listed.')).toBeVisible();
  expect(await findViolations(page)).toEqual([]);
});

test('jobs that were given up run again as many as the server counts now, and those whose work is done meanwhile do not', async ({ page }) => {
  const [reason, jobName] = ['The database is away', 'notification.send'];
  let left = { count: 3, unreadable: 1 };
  await page.route('**/api/v1/dead-letters', (route) => route.fulfill({ json: { items: [{ jobName, queue: 'notification', reason, count: 500, lastAt: '2026-03-29T10:00:00.000Z', sampleId: 'ntf_01ARYZ6S41ZZZZZZZZZZZZZZZZ' }], complete: false } }));
  await page.route('**/api/v1/dead-letters/retry', (route) => route.fulfill({ json: left }));
  await page.goto('/failures');
  await expect(page.getByRole('region', { name: 'Jobs that were given up' })).toContainText('500+');
  await page.getByRole('button', { name: `Run again ${jobName}: ${reason}` }).click();
  const dialog = page.getByRole('alertdialog');
  await expect(dialog).toContainText('3 jobs notification.send go back into the queue notification.');
  await expect(dialog).toContainText('1 can not run as they are, and stay.');
  expect(await findViolations(page)).toEqual([]);
  await dialog.getByRole('button', { name: 'Run 3 again' }).click();
  await expect(page.getByText('3 run again; 1 can not run as they are, and stay')).toBeVisible();
  left = { count: 0, unreadable: 0 };
  await page.getByRole('button', { name: `Run again ${jobName}: ${reason}` }).click();
  await expect(dialog).toContainText('None is left: their work was done meanwhile.');
  await expect(dialog.getByRole('button', { name: 'Close' })).toBeFocused();
});
