import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

/**
 * The apps that run on Node.js: those with a `src/main.ts`. The dashboard runs in the browser.
 * @param {string} root
 */
export function nodeApps(root) {
  return readdirSync(join(root, 'apps')).filter((app) => existsSync(join(root, 'apps', app, 'src/main.ts')));
}
