import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { expect, type Page } from '@playwright/test';
import { settle, waitUntil } from './settle.ts';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

interface Violation {
  id: string;
  help: string;
  nodes: { html: string }[];
}

/** What axe looks at: everything, colours alone, or everything else. */
type Rules = 'all' | 'colours' | 'all but colours';
const options = {
  'all': {},
  'colours': { runOnly: ['color-contrast'] },
  'all but colours': { rules: { 'color-contrast': { enabled: false } } },
} as const satisfies Record<Rules, object>;
/** What passed is not worked out in detail, and no answer is waited for from frames that axe is not in. */
const onlyViolations = { resultTypes: ['violations'], iframes: false };

/** What axe finds on a page as it is now, in a form that says where. Empty is what we want. */
export async function findViolations(page: Page, rules: Rules = 'all'): Promise<string[]> {
  if (await page.evaluate('typeof axe === "undefined"')) await page.evaluate(axe);
  const violations = await page.evaluate<Violation[]>(`axe.run(document, ${JSON.stringify({ ...options[rules], ...onlyViolations })}).then((result) => result.violations)`);
  return violations.map(({ id, help, nodes }) => `${id}: ${help}\n${nodes.map((node) => `  ${node.html}`).join('\n')}`);
}

/** Looks at a page in both colour schemes, on a desk and on a phone. A scheme changes colours alone, and a width all but them. */
export async function expectGoodEverywhere(page: Page): Promise<void> {
  await settle(page);
  await expectGood(page, 'light', 1440, 'all');
  await expectGood(page, 'dark', 1440, 'colours');
  await expectGood(page, 'dark', 360, 'colours');
  await expectGood(page, 'light', 360, 'all but colours');
}

async function expectGood(page: Page, colorScheme: 'light' | 'dark', width: number, rules: Rules): Promise<void> {
  await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
  await page.setViewportSize({ width, height: 800 });
  // Colours that are still on their way from one scheme to the other are nobody's.
  await waitUntil(page, `(document.documentElement.dataset.mantineColorScheme ?? '${colorScheme}') === '${colorScheme}' && document.getAnimations().every(({ playState }) => playState !== 'running')`);
  expect(await findViolations(page, rules), `axe, ${colorScheme}, ${width} px`).toEqual([]);
  expect(await findOverflow(page), `pixels beyond the window, ${colorScheme}, ${width} px`).toBeLessThanOrEqual(0);
}

/** By how many pixels the page is wider than the window; 0 or less when nothing scrolls sideways. */
async function findOverflow(page: Page): Promise<number> {
  return page.evaluate<number>('document.documentElement.scrollWidth - window.innerWidth');
}
