import { resolve } from 'node:path';
import { buildWhenChanged } from './build-when-changed.mjs';
import { installPackages } from './install-packages.mjs';
import { ensureProgram, REDIS } from './programs.mjs';
import { runCommand } from './run-command.mjs';
import { terminalOf } from './terminal.mjs';

const root = resolve(import.meta.dirname, '../..');

/**
 * `npm run faults`: prepares what the suite needs, and runs it.
 * @param {string[]} args names of faults, `--seed n`
 */
export async function tryFaults(args) {
  const terminal = terminalOf(process.stdout);
  try {
    await terminal.step('Packages', () => installPackages({ root }));
    await terminal.step('Redis', async () => void (await ensureProgram(REDIS)));
    await terminal.step('Build', () => buildWhenChanged({ root }));
  } catch (error) {
    terminal.fail(error);
    process.exitCode = 1;
    return;
  }
  // What it has to say of a broken promise, it has said itself.
  await runCommand(process.execPath, ['--import', 'tsx', 'e2e/faults/run.ts', ...args], { cwd: root, show: true }).catch(() => {
    process.exitCode = 1;
  });
}
