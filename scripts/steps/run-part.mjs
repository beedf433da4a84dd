import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { memoryDirectory } from './memory-directory.mjs';
import { buildEnvironment, runCommand } from './run-command.mjs';
import { countPlaywright, countVitest, tallyRunner } from './tally.mjs';
import { createTerminal } from './terminal.mjs';

/**
 * @typedef {import('./tally.mjs').Tally} Tally
 * @typedef {import('./terminal.mjs').Output} Output
 */

const root = resolve(import.meta.dirname, '../..');

/**
 * @param {Output} output
 * @param {string} title
 * @param {string[][]} commands
 * @param {{ cwd: string, env: Record<string, string> }} options
 * @returns {Promise<Tally>}
 */
export function runCheck(output, title, commands, { cwd, env }) {
  return runStep(output, title, async () => {
    for (const [program = '', ...args] of commands) await runCommand(program, args, { cwd, env: { ...buildEnvironment(), ...env } });
  });
}

/**
 * @param {Output} output
 * @param {string} title
 * @param {() => Promise<string | void>} work
 * @returns {Promise<Tally>}
 */
export async function runStep(output, title, work) {
  const terminal = createTerminal(output);
  try {
    await terminal.step(title, work);
    return { passed: 1, failed: 0 };
  } catch (error) {
    terminal.fail(error);
    return { passed: 0, failed: 1 };
  }
}

/**
 * @param {Output} output
 * @param {readonly string[]} projects
 * @param {number} workers test files at the same time; on two cores Vitest itself would run one
 */
export async function runVitest(output, projects, workers) {
  return withReport(async (report) => {
    const succeeded = await runShown(output, join(root, 'node_modules/.bin/vitest'), ['run', ...projects.flatMap((project) => ['--project', project]), `--maxWorkers=${workers}`, '--reporter=default', '--reporter=json', `--outputFile.json=${report}`], {});
    return tallyRunner(countVitest(readReport(report)), succeeded);
  });
}

/** @param {Output} output */
export async function runPlaywright(output) {
  return withReport(async (report) => {
    const succeeded = await runShown(output, join(root, 'e2e/node_modules/.bin/playwright'), ['test', '--reporter=list,json'], { cwd: join(root, 'e2e'), env: { PLAYWRIGHT_JSON_OUTPUT_FILE: report } });
    return tallyRunner(countPlaywright(readReport(report)), succeeded);
  });
}

/**
 * @param {Output} output
 * @param {string} program
 * @param {string[]} args
 * @param {{ cwd?: string, env?: Record<string, string> }} options
 * @returns {Promise<boolean>} whether it succeeded
 */
async function runShown(output, program, args, { cwd = root, env = {} }) {
  const colours = output.isTerminal ? { FORCE_COLOR: '1' } : {};
  try {
    await runCommand(program, args, { cwd, env: { ...buildEnvironment(), ...memoryDirectory(), ...colours, ...env }, write: output.write });
    return true;
  } catch (error) {
    createTerminal(output).fail(error);
    return false;
  }
}

/**
 * @param {(report: string) => Promise<Tally>} work
 * @returns {Promise<Tally>}
 */
async function withReport(work) {
  const directory = mkdtempSync(join(tmpdir(), 'carillon-report-'));
  try {
    return await work(join(directory, 'report.json'));
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
}

/**
 * @param {string} file
 * @returns {unknown} undefined when there is none
 */
function readReport(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return undefined;
  }
}
