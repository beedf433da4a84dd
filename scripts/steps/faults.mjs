import { resolve } from 'node:path';
import { runSuite } from './run-suite.mjs';

const root = resolve(import.meta.dirname, '../..');

/**
 * `npm run faults`: prepares what the suite needs, and runs it.
 * @param {string[]} args names of faults, `--seed n`
 */
export async function tryFaults(args) {
  await runSuite(process.execPath, ['--import', 'tsx', 'e2e/faults/run.ts', ...args], { root });
}
