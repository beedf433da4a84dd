import type { Page } from '@playwright/test';

/** Resolves when everything on the page has been loaded and drawn. */
export async function settle(page: Page): Promise<void> {
  await waitUntil(page, `document.querySelector('h1') !== null && document.querySelector('[aria-busy=true]') === null`);
}

/** Looks at every frame, where `expect.poll` asks a few times a second. Not by `waitForFunction`, which our pages' policy forbids: it compiles what it is given. */
export async function waitUntil(page: Page, condition: string): Promise<void> {
  await page.evaluate(`new Promise((resolve) => { const look = () => (${condition} ? resolve() : requestAnimationFrame(look)); look(); })`);
}
