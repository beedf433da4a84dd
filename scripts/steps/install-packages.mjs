import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fingerprint, readStamp, writeStamp } from './fingerprint.mjs';
import { buildEnvironment, runCommand } from './run-command.mjs';

const PNPM = 'pnpm@12.21.0';

/**
 * Installs the workspace's packages when the lockfile or a manifest changed since the last good install.
 * @param {{ root: string, signal?: AbortSignal | undefined }} options
 */
export async function installPackages({ root, signal }) {
  // Inside node_modules: whoever deletes that deletes the stamp with it.
  const stampFile = join(root, 'node_modules', '.carillon-installed');
  const stamp = fingerprint(root, ['pnpm-lock.yaml', 'pnpm-workspace.yaml', '.npmrc', ...manifests(root)]);
  if (readStamp(stampFile) === stamp) return 'up to date';
  await runCommand('npx', ['--yes', PNPM, 'install', '--frozen-lockfile'], { cwd: root, env: buildEnvironment(), signal });
  writeStamp(stampFile, stamp);
  return 'installed';
}

/** @param {string} root */
function manifests(root) {
  const members = ['apps', 'packages'].flatMap((group) => readdirSync(join(root, group)).map((name) => join(group, name)));
  return ['.', 'e2e', ...members].map((member) => join(member, 'package.json')).filter((file) => existsSync(join(root, file)));
}
