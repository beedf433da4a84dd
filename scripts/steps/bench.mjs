import { resolve } from 'node:path';
import { buildEnvironment } from './run-command.mjs';
import { runSuite } from './run-suite.mjs';

const root = resolve(import.meta.dirname, '../..');

/**
 * `npm run bench`: from a fresh clone to a table of figures; `names` leave out the other benchmarks.
 * @param {string[]} names
 */
export async function bench(names) {
  await runSuite(process.execPath, ['--import', 'tsx', 'bench/run.ts', ...names], { root, env: buildEnvironment() });
}
