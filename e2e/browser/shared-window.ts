import type { Browser, BrowserContextOptions, Page } from '@playwright/test';

/** A window that tests take turns in, each with a tab of its own. */
export interface SharedWindow {
  /** A tab that is signed in as the local administrator. */
  openTab(): Promise<Page>;
  /** Closes what a test opened, and forgets what it left: nothing but the browser's own cache is there for the next. */
  clear(): Promise<void>;
  close(): Promise<void>;
}

/** Chromium works longer on a new window, and on loading and compiling the dashboard, than most tests do on what they look at. */
export async function openSharedWindow(browser: Browser, options: BrowserContextOptions): Promise<SharedWindow> {
  const context = await browser.newContext(options);
  // As in a context that Playwright makes for a test: the test's own time-out is enough.
  context.setDefaultTimeout(0);
  context.setDefaultNavigationTimeout(0);
  // While this tab is open, so are the window and the process that has the dashboard's code compiled.
  const keeper = await context.newPage();
  await keeper.goto('/favicon.svg');
  return {
    async openTab() {
      await context.request.post('/api/v1/auth/dev-login', { data: {} });
      return context.newPage();
    },
    async clear() {
      await Promise.all(context.pages().filter((page) => page !== keeper).map((page) => page.close()));
      await keeper.evaluate('localStorage.clear()');
      await context.clearCookies();
    },
    close: () => context.close(),
  };
}
