import { findOverflow, findViolations, settle } from './accessibility.ts';
import { expect, test } from './test.ts';

const pages = [
  '/', '/?view=table', '/notifications', '/notifications?text=nothing-matches-this', '/test-email', '/inbox', '/templates', '/templates/payment-reminder', '/templates/_new',
  '/settings', '/settings?part=api-keys', '/settings?part=audit', '/nowhere',
];

test.beforeEach(async ({ client }) => {
  await client.send({ to: 'first@example.com' });
});

for (const colorScheme of ['light', 'dark'] as const) {
  for (const width of [360, 1440]) {
    test.describe(`in ${colorScheme} colours, ${width} pixels wide`, () => {
      test.use({ colorScheme, viewport: { width, height: 800 } });

      for (const path of pages) {
        test(`${path} has nothing axe objects to, and does not scroll sideways`, async ({ page }) => {
          await page.goto(path);
          await settle(page);
          expect(await findViolations(page)).toEqual([]);
          expect(await findOverflow(page)).toBeLessThanOrEqual(0);
        });
      }

      test('a notification and a received message have nothing axe objects to', async ({ page, client }) => {
        const id = await client.send({ to: 'axe@example.com', html: '<p>Hello</p>' });
        await page.goto(`/notifications/${id}`);
        await settle(page);
        expect(await findViolations(page)).toEqual([]);
        expect(await findOverflow(page)).toBeLessThanOrEqual(0);
        await expect.poll(() => client.inbox('to=axe@example.com')).not.toEqual([]);
        const [message] = await client.inbox('to=axe@example.com');
        await page.goto(`/inbox/${message?.id}`);
        await settle(page);
        expect(await findViolations(page)).toEqual([]);
        expect(await findOverflow(page)).toBeLessThanOrEqual(0);
      });

      test('the sign-in page has nothing axe objects to', async ({ visitor }) => {
        await visitor.emulateMedia({ colorScheme });
        await visitor.setViewportSize({ width, height: 800 });
        await visitor.goto('/sign-in');
        await settle(visitor);
        expect(await findViolations(visitor)).toEqual([]);
        expect(await findOverflow(visitor)).toBeLessThanOrEqual(0);
      });
    });
  }
}
