import { defineConfig } from '@playwright/test';

/** Browser tests: the built product, whole, in Debian's Chromium. Needs `npm run build`. */
export default defineConfig({
  testDir: 'browser',
  outputDir: '../test-results/browser',
  // One stack serves all tests, and two cores serve the stack.
  workers: 1,
  timeout: 40_000,
  expect: { timeout: 10_000 },
  forbidOnly: true,
  reporter: 'list',
  use: {
    browserName: 'chromium',
    viewport: { width: 1440, height: 900 },
    locale: 'en-GB',
    timezoneId: 'Europe/Berlin',
    trace: 'retain-on-failure',
    launchOptions: {
      executablePath: process.env['CHROMIUM_PATH'] ?? '/usr/bin/chromium',
      args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'],
    },
  },
});
