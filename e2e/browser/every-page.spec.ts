import type { Page } from '@playwright/test';
import { findOverflow, findViolations, settle } from './accessibility.ts';
import { expect, test } from './test.ts';

const pages = [
  '/', '/?view=table', '/notifications', '/notifications?text=nothing-matches-this', '/due', '/schedules', '/schedules/payment.send-reminder', '/schedules/nothing', '/queues', '/test-email', '/inbox', '/templates', '/templates/payment-reminder', '/templates/_new', '/segments', '/segments/_new', '/segments/seg_nothing', '/suppressions', '/suppressions?search=nobody',
  '/settings', '/settings?part=api-keys', '/settings?part=audit', '/nowhere',
];

/** Looks at a page in both colour schemes, on a desk and on a phone. */
async function expectGoodEverywhere(page: Page): Promise<void> {
  await settle(page);
  await expectGood(page, 'light', 1440);
  await expectGood(page, 'dark', 1440);
  await expectGood(page, 'dark', 360);
  await expectGood(page, 'light', 360);
}

async function expectGood(page: Page, colorScheme: 'light' | 'dark', width: number): Promise<void> {
  await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
  await page.setViewportSize({ width, height: 800 });
  await expect(page.locator('html')).toHaveAttribute('data-mantine-color-scheme', colorScheme);
  expect(await findViolations(page), `axe, ${colorScheme}, ${width} px`).toEqual([]);
  expect(await findOverflow(page), `pixels beyond the window, ${colorScheme}, ${width} px`).toBeLessThanOrEqual(0);
}

for (const path of pages) {
  test(`${path} is accessible and never scrolls sideways, in light and dark, wide and narrow`, async ({ page, client }) => {
    await client.send({ to: 'first@example.com' });
    await page.goto(path);
    await expectGoodEverywhere(page);
  });
}

test('a notification is accessible and never scrolls sideways, in light and dark, wide and narrow', async ({ page, client }) => {
  const id = await client.send({ html: '<p>Hello</p>' });
  await page.goto(`/notifications/${id}`);
  await expectGoodEverywhere(page);
});

test('a received message is accessible and never scrolls sideways, in light and dark, wide and narrow', async ({ page, client }) => {
  await client.send({ to: 'axe@example.com', html: '<p>Hello</p>' });
  await expect.poll(() => client.inbox('to=axe@example.com')).not.toEqual([]);
  const [message] = await client.inbox('to=axe@example.com');
  await page.goto(`/inbox/${message?.id}`);
  await expectGoodEverywhere(page);
});

test('the sign-in page is accessible and never scrolls sideways, in light and dark, wide and narrow', async ({ visitor }) => {
  await visitor.goto('/sign-in');
  await expectGoodEverywhere(visitor);
});

test('an open dialog, menu and palette are accessible', async ({ page, client }) => {
  const id = await client.create({ sendAt: '2031-01-01T00:00:00Z' });
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await page.goto(`/notifications/${id}`);
  await page.getByRole('button', { name: 'Cancel', exact: true }).click();
  await page.getByRole('alertdialog').waitFor();
  expect(await findViolations(page), 'alert dialog').toEqual([]);
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: /^Account of/ }).click();
  await page.getByRole('menu').waitFor();
  expect(await findViolations(page), 'menu').toEqual([]);
  await page.keyboard.press('Escape');
  await page.keyboard.press('ControlOrMeta+k');
  await page.getByRole('textbox', { name: 'Go to' }).waitFor();
  expect(await findViolations(page), 'palette').toEqual([]);
});
