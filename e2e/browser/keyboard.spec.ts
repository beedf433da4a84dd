import { expect, test } from './test.ts';

test('everything on the way from sign-in to a sent test e-mail works by keyboard alone', async ({ visitor, client }) => {
  const tabTo = async (name: string) => {
    await expect(async () => {
      await visitor.keyboard.press('Tab');
      expect(await visitor.evaluate('(document.activeElement.innerText || document.activeElement.labels?.[0]?.innerText || document.activeElement.ariaLabel || "").trim()')).toBe(name);
    }).toPass({ intervals: [20] });
  };
  await visitor.goto('/');
  await visitor.getByRole('button', { name: 'Continue as local admin' }).waitFor();
  await tabTo('Continue as local admin');
  await visitor.keyboard.press('Enter');
  await visitor.getByRole('heading', { level: 1, name: 'Overview' }).waitFor();

  await visitor.keyboard.press('g');
  await visitor.keyboard.press('e');
  await expect(visitor.getByRole('heading', { level: 1, name: 'Test e-mail' })).toBeFocused();
  await visitor.getByLabel('Recipient').waitFor();
  await tabTo('Recipient');
  await visitor.keyboard.press('ControlOrMeta+a');
  await visitor.keyboard.type('keyboard@example.com');
  await visitor.keyboard.press('Enter');
  await expect(visitor.getByTestId('progress').getByText('Sent', { exact: true })).toBeVisible();
  expect(await client.count('recipient=keyboard@example.com')).toBe(1);
});

test('j and k walk through the log, Enter opens, and the heading has the focus', async ({ page, client }) => {
  await client.send({ subject: 'Older' });
  await client.send({ subject: 'Newer' });
  await page.goto('/notifications');
  await page.locator('[data-row="1"]').waitFor();
  await page.keyboard.press('j');
  await expect(page.locator('[data-row="0"]')).toBeFocused();
  await page.keyboard.press('j');
  await expect(page.locator('[data-row="1"]')).toBeFocused();
  await page.keyboard.press('k');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1, name: 'Newer' })).toBeFocused();
});

test('Ctrl K goes to a page, and to any pasted id', async ({ page, client }) => {
  const id = await client.send({ subject: 'Pasted' });
  await page.goto('/');
  await page.getByRole('heading', { level: 1 }).waitFor();
  await page.keyboard.press('ControlOrMeta+k');
  await page.getByRole('textbox', { name: 'Go to' }).fill('templ');
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/\/templates$/);
  await page.keyboard.press('ControlOrMeta+k');
  await page.getByRole('textbox', { name: 'Go to' }).fill(`  ${id} `);
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(new RegExp(`/notifications/${id}$`));
});

test('? lists the keys of the page, and Escape returns to where one was', async ({ page }) => {
  await page.goto('/notifications');
  const csv = page.getByRole('link', { name: 'Download CSV' });
  await csv.focus();
  await page.keyboard.press('?');
  const list = page.getByRole('dialog', { name: 'Keys' });
  await expect(list).toContainText('Next row');
  await expect(list).toContainText('Go to Templates');
  await page.keyboard.press('Escape');
  await expect(csv).toBeFocused();
});

test('letters typed into a field are no shortcuts', async ({ page }) => {
  await page.goto('/notifications');
  await page.getByRole('textbox', { name: /^Search by address/ }).pressSequentially('g t?');
  await expect(page).toHaveURL(/\/notifications$/);
  await expect(page.getByRole('dialog')).toHaveCount(0);
});

test('the first Tab offers to skip the navigation', async ({ page }) => {
  await page.goto('/templates');
  await page.getByRole('heading', { level: 1 }).waitFor();
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await expect(page.locator('#main')).toBeFocused();
});

test('a page that arrives late leaves the focus to what was opened meanwhile', async ({ page }) => {
  let arrive = () => {};
  const held = new Promise<void>((resolve) => {
    arrive = resolve;
  });
  await page.route(/\/assets\/templates-page-[^/]*\.js$/, async (route) => {
    await held;
    await route.continue();
  });
  await page.goto('/');
  await page.getByRole('heading', { level: 1, name: 'Overview' }).waitFor();
  await page.keyboard.press('g');
  await page.keyboard.press('t');
  await expect(page).toHaveURL(/\/templates$/);
  await page.keyboard.press('ControlOrMeta+k');
  const goTo = page.getByRole('textbox', { name: 'Go to' });
  await expect(goTo).toBeFocused();
  arrive();
  await page.getByText('payment-reminder', { exact: true }).waitFor();
  await expect(goTo).toBeFocused();
});
