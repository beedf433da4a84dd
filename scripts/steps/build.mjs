import { join, resolve } from 'node:path';
import { build as bundle, formatMessages } from 'esbuild';
import { buildEmptyDatabase } from './build-empty-database.mjs';
import { bundleApps, nodeModule } from './bundle-apps.mjs';
import { Problem } from './problem.mjs';
import { runCommand } from './run-command.mjs';
import { terminalOf } from './terminal.mjs';

const root = resolve(import.meta.dirname, '../..');

/** One ES module per Node app, with all in it that can be (`bundle-apps.mjs`); the dashboard by Vite. */
export async function build() {
  const terminal = terminalOf(process.stdout);
  try {
    await terminal.step('apps', () => bundleApps(root));
    await terminal.step('empty database', () => buildEmptyDatabase({ root, target: join(root, 'apps/sql-service/dist/empty-database.tar.gz') }));
    await terminal.step('settings for the scripts', buildConfig);
    await terminal.step('dashboard', async () => {
      await runCommand(process.execPath, [join(root, 'apps/dashboard/node_modules/vite/bin/vite.js'), 'build'], { cwd: join(root, 'apps/dashboard') });
    });
  } catch (error) {
    terminal.fail(await explain(error));
    process.exitCode = 1;
  }
}

/**
 * What esbuild objects to, with file and line, in place of its stack.
 * @param {unknown} error
 */
async function explain(error) {
  if (!(error instanceof Error && 'errors' in error && Array.isArray(error.errors))) return error;
  return new Problem((await formatMessages(error.errors, { kind: 'error' })).join(''));
}

/** The scripts read the same configuration as the processes: bundled whole, so that it loads without any package. */
export async function buildConfig() {
  await bundle({ ...nodeModule(root), entryPoints: [join(root, 'packages/config/src/index.ts')], outfile: join(root, '.cache/config.mjs') });
}
