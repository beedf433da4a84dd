import { test as base, type Page } from '@playwright/test';
import { createClient, type Client } from './client.ts';
import { startStack, type Stack } from './start-stack.ts';

interface TestFixtures {
  /** The API as an administrator: to prepare what a test looks at, and to check what the screen says. */
  client: Client;
  /** A page whose visitor is not signed in. */
  visitor: Page;
}

/** Browser tests see one running product, and each starts signed in as the local administrator, in a context of its own. */
export const test = base.extend<TestFixtures, { stack: Stack }>({
  stack: [
    // The first argument must name fixtures, even when none is needed.
    async ({ playwright: _playwright }, use) => {
      const stack = await startStack();
      await use(stack);
      await stack.stop();
    },
    { scope: 'worker', timeout: 240_000 },
  ],
  baseURL: async ({ stack }, use) => use(stack.url),
  client: async ({ stack }, use) => use(await createClient(stack.url)),
  visitor: async ({ browser, stack }, use) => {
    const context = await browser.newContext({ baseURL: stack.url, locale: 'en-GB' });
    await use(await context.newPage());
    await context.close();
  },
  page: async ({ page }, use) => {
    await page.context().request.post('/api/v1/auth/dev-login', { data: {} });
    await use(page);
  },
});
export { expect } from '@playwright/test';
