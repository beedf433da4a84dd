import { register } from 'tsx/esm/api';
import { defineConfig } from 'vitest/config';
import { StartLongestFirst } from './packages/testing/src/start-longest-first.ts';

// The global set-up of a project runs in this process.
register();

const notOurs = ['**/node_modules/**', '**/dist/**'];
const unit = {
  include: ['packages/*/src/**/*.test.ts', 'apps/*/src/**/*.test.{ts,tsx}', 'scripts/**/*.test.ts', 'bench/**/*.test.ts', 'e2e/faults/**/*.test.ts'],
  exclude: ['**/*.integration.test.ts', ...notOurs],
  testTimeout: 30_000,
  hookTimeout: 60_000,
};
/** Some of them start built bundles. Needs `npm run build`. */
const integration = {
  include: ['packages/*/src/**/*.integration.test.ts', 'apps/*/src/**/*.integration.test.ts'],
  globalSetup: ['packages/testing/src/start-backing-services.ts'],
  testTimeout: 120_000,
  hookTimeout: 120_000,
};
/** The built bundles as processes of their own: what is promised when one of them dies. Needs `npm run build`. */
const guarantees = {
  include: ['e2e/{guarantees,fuzz}/**/*.test.ts'],
  globalSetup: ['e2e/start-document-store.ts'],
  testTimeout: 240_000,
  hookTimeout: 240_000,
};

export default defineConfig({
  test: {
    // Files share the modules they load: a process for each would spend more time on loading than on testing. What a file opens, it closes.
    isolate: false,
    // Node.js itself loads them, as it does in production: Vite's loader makes each use of an import a call, which cost a seventh of the integration tests' time.
    experimental: { viteModuleRunner: false, nodeLoader: false },
    // A test's PostgreSQL does not live long enough for its WebAssembly to be worth compiling a second time, optimized.
    execArgv: ['--import', 'tsx', '--liftoff-only'],
    setupFiles: ['packages/testing/src/look-at-a-directory.ts'],
    sequence: { sequencer: StartLongestFirst },
    // How long a condition is waited for: a second, as Vitest has it, is short on a machine that does much else.
    expect: { poll: { timeout: 20_000 } },
    projects: [
      { extends: true, test: { name: 'unit', ...unit } },
      { extends: true, test: { name: 'integration', ...integration } },
      {
        // `npm run fuzz`: the same test as among the others, for longer.
        extends: true,
        test: {
          name: 'fuzz',
          include: ['e2e/fuzz/*.test.ts'],
          setupFiles: ['e2e/fuzz/run-long.ts'],
          globalSetup: ['e2e/start-document-store.ts'],
          hookTimeout: 240_000,
        },
      },
      { extends: true, test: { name: 'guarantees', ...guarantees } },
      // All of them, by the same processes: they load the same code, and loading it again for each kind took a tenth of the time.
      { extends: true, test: { name: 'everything', ...guarantees, include: [...unit.include, ...integration.include, ...guarantees.include], exclude: notOurs, globalSetup: [...integration.globalSetup, ...guarantees.globalSetup] } },
    ],
  },
});
