import type { Browser, BrowserContextOptions, Page } from '@playwright/test';
import { desk } from './desk.ts';
import { waitUntil } from './settle.ts';

/** A window that tests take turns in, each with a tab of its own. */
export interface SharedWindow {
  /** A tab that is signed in as the local administrator. */
  openTab(): Promise<Page>;
  /** Shows a page in a tab that is loaded once for all that are visited in a row, and led from one to the next as a link would. */
  visit(path: string): Promise<Page>;
  /** Closes what a test opened, and forgets what it left: nothing but the browser's own cache is there for the next. */
  clear(): Promise<void>;
  close(): Promise<void>;
}

const nowhere = '/nowhere';
const showsNowhere = `document.querySelector('h1')?.textContent === 'Page not found'`;

const lead = (page: Page, path: string) => page.evaluate(`history.pushState(null, '', ${JSON.stringify(path)}); dispatchEvent(new PopStateEvent('popstate'))`);

/** Chromium works longer on a new window, and on loading and compiling the dashboard, than most tests do on what they look at. */
export async function openSharedWindow(browser: Browser, options: BrowserContextOptions): Promise<SharedWindow> {
  const context = await browser.newContext(options);
  // As in a context that Playwright makes for a test: the test's own time-out is enough.
  context.setDefaultTimeout(0);
  context.setDefaultNavigationTimeout(0);
  // While this tab is open, so are the window and the process that has the dashboard's code compiled.
  const keeper = await context.newPage();
  await keeper.goto('/favicon.svg');
  let tour: Page | undefined;
  async function openTab(): Promise<Page> {
    await context.request.post('/api/v1/auth/dev-login', { data: {} });
    return context.newPage();
  }
  async function startTour(): Promise<Page> {
    const page = await openTab();
    await page.goto(nowhere);
    return page;
  }
  async function endTour(): Promise<void> {
    await tour?.close();
    tour = undefined;
  }
  return {
    async openTab() {
      await endTour();
      return openTab();
    },
    async visit(path) {
      tour ??= await startTour();
      await tour.setViewportSize(desk.viewport);
      await tour.emulateMedia({ colorScheme: 'light' });
      // By way of a page that is known, so that it can be told when the wanted one is there, whatever it shows.
      await lead(tour, nowhere);
      await waitUntil(tour, showsNowhere);
      await lead(tour, path);
      if (path !== nowhere) await waitUntil(tour, `!(${showsNowhere})`);
      return tour;
    },
    async clear() {
      await Promise.all(context.pages().filter((page) => page !== keeper).map((page) => page.close()));
      await keeper.evaluate('localStorage.clear()');
      await context.clearCookies();
    },
    close: () => context.close(),
  };
}
