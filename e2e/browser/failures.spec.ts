import { expectGoodEverywhere, findViolations } from './accessibility.ts';
import { expect, test } from './test.ts';

const groups = {
  items: [
    { status: 'failed', reason: 'The mailbox does not exist', count: 97, lastAt: '2026-03-29T10:00:00.000Z', sampleId: 'ntf_01ARYZ6S41ZZZZZZZZZZZZZZZZ' },
    { status: 'unknown', reason: 'The answer was lost', count: 3, lastAt: '2026-03-29T09:00:00.000Z', sampleId: 'ntf_01ARYZ6S41ZZZZZZZZZZZZZZZY' },
  ],
  complete: true,
};

test('what is chosen of all that failed is counted by the server, named, and tried again once', async ({ page }) => {
  const bodies: unknown[] = [];
  await page.route('**/api/v1/failures*', (route) => route.fulfill({ json: groups }));
  await page.route('**/api/v1/failures/retry', async (route) => {
    bodies.push(route.request().postDataJSON());
    await route.fulfill({ status: 202, json: { count: 3, unknown: 3 } });
  });
  await page.goto('/failures?text=ada');
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
  const selection = { filter: { text: 'ada' }, reasons: ['The answer was lost'] };
  expect(bodies).toEqual([{ ...selection, dryRun: true }, selection]);
});

test('a number leads to exactly its rows of the log', async ({ page }) => {
  await page.route('**/api/v1/failures*', (route) => route.fulfill({ json: groups }));
  await page.goto('/failures?text=ada');
  await page.getByRole('link', { name: /^97/ }).click();
  await expect(page).toHaveURL(/\/notifications\?text=ada&status=failed&failure=The\+mailbox/);
  await expect(page.getByRole('button', { name: 'Remove the filter: Reason: The mailbox does not exist' })).toBeVisible();
});
