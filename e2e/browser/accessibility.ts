import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { expect, type Page } from '@playwright/test';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

interface Violation {
  id: string;
  help: string;
  nodes: { html: string }[];
}

/** What axe finds on a page as it is now, in a form that says where. Empty is what we want. */
export async function findViolations(page: Page): Promise<string[]> {
  await page.evaluate(axe);
  const violations = await page.evaluate<Violation[]>('axe.run(document).then((result) => result.violations)');
  return violations.map(({ id, help, nodes }) => `${id}: ${help}\n${nodes.map((node) => `  ${node.html}`).join('\n')}`);
}

/** By how many pixels the page is wider than the window; 0 or less when nothing scrolls sideways. */
export async function findOverflow(page: Page): Promise<number> {
  return page.evaluate<number>('document.documentElement.scrollWidth - window.innerWidth');
}

/** Resolves when everything on the page has been loaded and drawn. */
export async function settle(page: Page): Promise<void> {
  await page.locator('h1').waitFor();
  await expect(page.locator('[aria-busy=true]')).toHaveCount(0);
}
