import { muchLater } from '../much-later.ts';
import { expectGoodEverywhere, findViolations } from './accessibility.ts';
import { createClient } from './client.ts';
import { expect, test } from './test.ts';

const pages = [
  '/', '/?view=table', '/notifications', '/notifications?search=nothing-matches-this', '/failures', '/due', '/schedules', '/schedules/payment.send-reminder', '/schedules/nothing', '/queues', '/test-email', '/inbox', '/templates', '/templates/payment-reminder', '/templates/_new', '/segments', '/segments/_new', '/segments/seg_nothing', '/suppressions', '/suppressions?search=nobody',
  '/settings', '/settings?part=api-keys', '/settings?part=audit', '/campaigns', '/campaigns?search=nothing-is-called-this', '/campaigns/new', '/campaigns/cmp_nothing', '/nowhere',
];

test.beforeAll(async ({ stack }) => {
  await (await createClient(stack.url)).send({ to: 'first@example.com' });
});

for (const path of pages) {
  test(`${path} is accessible and never scrolls sideways, in light and dark, wide and narrow`, async ({ visit }) => {
    await expectGoodEverywhere(await visit(path));
  });
}

test('a notification is accessible and never scrolls sideways, in light and dark, wide and narrow', async ({ visit, client }) => {
  const id = await client.send({ html: '<p>Hello</p>' });
  await expectGoodEverywhere(await visit(`/notifications/${id}`));
});

test('a received message is accessible and never scrolls sideways, in light and dark, wide and narrow', async ({ visit, client }) => {
  await client.send({ to: 'axe@example.com', html: '<p>Hello</p>' });
  await expect.poll(() => client.inbox('to=axe@example.com')).not.toEqual([]);
  const [message] = await client.inbox('to=axe@example.com');
  await expectGoodEverywhere(await visit(`/inbox/${message?.id}`));
});

test('the sign-in page is accessible and never scrolls sideways, in light and dark, wide and narrow', async ({ visitor }) => {
  await visitor.goto('/sign-in');
  await expectGoodEverywhere(visitor);
});

test('an open dialog, menu and palette are accessible', async ({ page, client }) => {
  const id = await client.create({ sendAt: muchLater });
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
