import { join, resolve } from 'node:path';
import { memoryDirectory } from './memory-directory.mjs';
import { buildEnvironment } from './run-command.mjs';
import { runSuite } from './run-suite.mjs';

const root = resolve(import.meta.dirname, '../..');

/**
 * `npm run fuzz`: from a fresh clone to a verdict.
 * @param {string[]} args for Vitest, e.g. `-t nobody`
 */
export async function fuzz(args) {
  await runSuite(join(root, 'node_modules/.bin/vitest'), ['run', '--project', 'fuzz', ...args], { root, env: { ...buildEnvironment(), ...memoryDirectory() } });
}
