import { test as base, type Page } from '@playwright/test';
import { createClient, type Client } from './client.ts';
import { desk } from './desk.ts';
import { openSharedWindow, type SharedWindow } from './shared-window.ts';
import { startStack, type Stack } from './start-stack.ts';

interface TestFixtures {
  /** The API as an administrator: to prepare what a test looks at, and to check what the screen says. */
  client: Client;
  /** A page whose visitor is not signed in. */
  visitor: Page;
  /** As `page`, in a window of its own: for what sets the clock, which Playwright sets for a whole window and never sets back. */
  pageWithClock: Page;
  /** Shows a page to look at, in a tab that was loaded before where the test before did the same: for what changes nothing. */
  visit(path: string): Promise<Page>;
}
interface WorkerFixtures {
  stack: Stack;
  sharedWindow: SharedWindow;
}

/** Browser tests see one running product, and each starts signed in as the local administrator, in a tab of its own. */
export const test = base.extend<TestFixtures, WorkerFixtures>({
  stack: [
    // The first argument must name fixtures, even when none is needed.
    async ({ playwright: _playwright }, use) => {
      const stack = await startStack();
      await use(stack);
      await stack.stop();
    },
    { scope: 'worker', timeout: 240_000 },
  ],
  sharedWindow: [
    async ({ browser, stack }, use) => {
      const sharedWindow = await openSharedWindow(browser, { ...desk, baseURL: stack.url, reducedMotion: 'reduce' });
      await use(sharedWindow);
      await sharedWindow.close();
    },
    { scope: 'worker' },
  ],
  baseURL: async ({ stack }, use) => use(stack.url),
  client: async ({ stack }, use) => use(await createClient(stack.url)),
  visitor: async ({ browser, stack }, use) => {
    const context = await browser.newContext({ baseURL: stack.url, locale: 'en-GB' });
    await use(await context.newPage());
    await context.close();
  },
  pageWithClock: async ({ browser, stack }, use) => {
    const context = await browser.newContext({ ...desk, baseURL: stack.url, reducedMotion: 'reduce' });
    await context.request.post('/api/v1/auth/dev-login', { data: {} });
    const page = await context.newPage();
    await page.clock.install();
    await use(page);
    await context.close();
  },
  visit: async ({ sharedWindow }, use) => use((path) => sharedWindow.visit(path)),
  page: async ({ sharedWindow }, use) => {
    await use(await sharedWindow.openTab());
    await sharedWindow.clear();
  },
});
export { expect } from '@playwright/test';
