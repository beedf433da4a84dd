import { defineConfig } from '@playwright/test';
import { CHROMIUM, findProgram } from '../scripts/steps/programs.mjs';
import { desk } from './browser/desk.ts';

const chromium = findProgram(CHROMIUM.names);
if (chromium === null) throw new Error('Chromium is missing: install it, e.g. with apt-get install -y chromium-headless-shell');

/** Browser tests: the built product, whole, in the machine's own Chromium. Needs `npm run build`. */
export default defineConfig({
  testDir: 'browser',
  outputDir: '../test-results/browser',
  // Each has a product and a browser of its own, and leaves the other a core whenever it waits for an answer.
  workers: 2,
  // Other parts of `npm test` run at the same time.
  timeout: 120_000,
  expect: { timeout: 20_000 },
  forbidOnly: true,
  reporter: 'list',
  use: {
    browserName: 'chromium',
    ...desk,
    launchOptions: {
      executablePath: chromium,
      args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync', '--process-per-site'],
    },
  },
});
