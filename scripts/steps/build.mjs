import { readFile, rm } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { build as bundle, formatMessages } from 'esbuild';
import { buildEmptyDatabase } from './build-empty-database.mjs';
import { dependencyProblems, readManifest } from './bundle-dependencies.mjs';
import { nodeApps } from './node-apps.mjs';
import { Problem } from './problem.mjs';
import { runCommand } from './run-command.mjs';
import { terminalOf } from './terminal.mjs';

const root = resolve(import.meta.dirname, '../..');

/** One ES module per Node app, workspace packages inside and third-party packages beside it; the dashboard by Vite. */
export async function build() {
  const terminal = terminalOf(process.stdout);
  try {
    for (const app of nodeApps(root)) await terminal.step(app, () => buildApp(app));
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

/** @param {string} app */
async function buildApp(app) {
  const directory = join(root, 'apps', app);
  await rm(join(directory, 'dist'), { recursive: true, force: true });
  const { metafile } = await bundle({
    ...nodeModule,
    entryPoints: [join(directory, 'src/main.ts')],
    outfile: join(directory, 'dist/main.js'),
    sourcemap: true,
    metafile: true,
    plugins: [externalPackages],
  });
  const problems = dependencyProblems(metafile, await readFile(join(directory, 'dist/main.js'), 'utf8'), await readManifest(directory));
  if (problems.length > 0) throw new Problem(problems.map((problem) => `apps/${app}/package.json ${problem}`).join('\n'));
}

/** The scripts read the same configuration as the processes: bundled whole, so that it loads without any package. */
export async function buildConfig() {
  await bundle({ ...nodeModule, entryPoints: [join(root, 'packages/config/src/index.ts')], outfile: join(root, '.cache/config.mjs') });
}

/** @satisfies {import('esbuild').BuildOptions} */
const nodeModule = { bundle: true, format: 'esm', platform: 'node', target: 'node20', absWorkingDir: root, logLevel: 'silent' };

/**
 * Workspace packages are bundled in; every other package stays outside, to be found in the app's node_modules.
 * @type {import('esbuild').Plugin}
 */
const externalPackages = {
  name: 'external-packages',
  setup(pluginBuild) {
    pluginBuild.onResolve({ filter: /^[^./]/ }, ({ path, kind }) => (kind === 'entry-point' || path.startsWith('@carillon/') ? undefined : { path, external: true }));
  },
};
