import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fingerprint, readStamp, writeStamp } from './fingerprint.mjs';
import { nodeApps } from './node-apps.mjs';
import { buildEnvironment, runCommand } from './run-command.mjs';

const SOURCES = ['apps', 'packages', 'scripts/build.mjs', 'scripts/steps', 'package.json', 'pnpm-lock.yaml', 'tsconfig.base.json'];

/**
 * Builds all apps when a source changed since the last good build, or a result is missing.
 * @param {{ root: string, signal?: AbortSignal | undefined, always?: boolean }} options `always` builds an unchanged tree too
 */
export async function buildWhenChanged({ root, signal, always = false }) {
  const stampFile = join(root, '.cache', 'built');
  const stamp = fingerprint(root, SOURCES);
  const results = ['apps/dashboard/dist/index.html', 'apps/sql-service/dist/empty-database.tar.gz', '.cache/config.mjs', ...nodeApps(root).map((app) => `apps/${app}/dist/main.js`)];
  if (!always && readStamp(stampFile) === stamp && results.every((file) => existsSync(join(root, file)))) return 'up to date';
  await runCommand(process.execPath, ['scripts/build.mjs'], { cwd: root, env: buildEnvironment(), signal });
  writeStamp(stampFile, stamp);
  return 'built';
}
