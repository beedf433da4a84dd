import { buildWhenChanged } from './build-when-changed.mjs';
import { installPackages } from './install-packages.mjs';
import { ensureProgram, REDIS } from './programs.mjs';
import { runCommand } from './run-command.mjs';
import { terminalOf } from './terminal.mjs';

/**
 * Runs a suite that stands beside the tests, from a fresh clone on: with packages, Redis, and bundles of what the sources say now. What it has to
 * say of a promise that does not hold, it says itself.
 * @param {string} program
 * @param {string[]} args
 * @param {{ root: string, env?: NodeJS.ProcessEnv }} options `env`: of the suite
 */
export async function runSuite(program, args, { root, env = process.env }) {
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
  await runCommand(program, args, { cwd: root, env, show: true }).catch(() => {
    process.exitCode = 1;
  });
}
