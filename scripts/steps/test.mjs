import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { buildWhenChanged } from './build-when-changed.mjs';
import { installPackages } from './install-packages.mjs';
import { Problem } from './problem.mjs';
import { CHROMIUM, ensureProgram, findProgram, REDIS } from './programs.mjs';
import { buildEnvironment, runCommand } from './run-command.mjs';
import { closingLine, countPlaywright, countVitest, isGood, sum, tallyRunner } from './tally.mjs';
import { terminalOf } from './terminal.mjs';

const root = resolve(import.meta.dirname, '../..');
const bin = (/** @type {string} */ name) => join(root, 'node_modules/.bin', name);

/**
 * @typedef {import('./tally.mjs').Tally} Tally
 * @typedef {object} Part One thing that `npm test` runs
 * @property {string} name What `--only` calls it
 * @property {string} title
 * @property {import('./programs.mjs').Program[]} needs
 * @property {boolean} [needsBuild] Runs the built processes
 * @property {() => Promise<Tally>} run
 */

/** @type {(name: string, title: string, commands: string[][], cwd?: string) => Part} */
const check = (name, title, commands, cwd = root) => ({ name, title, needs: [], run: () => runCheck(title, commands, cwd) });

/** @type {Part[]} */
const PARTS = [
  check('types', 'Types', [[bin('tsc'), '-p', 'tsconfig.json'], [bin('tsc'), '-p', 'apps/dashboard/tsconfig.json']]),
  check('lint', 'Lint', [[bin('oxlint'), '--type-aware', '--deny-warnings']]),
  check('imports', 'Import rules', [[bin('depcruise'), 'apps', 'packages']]),
  { name: 'build', title: 'Build', needs: [], run: () => runStep('Build', () => buildWhenChanged({ root, always: true })) },
  check('budget', 'Dashboard size budget', [[process.execPath, 'check-budgets.mjs']], join(root, 'apps/dashboard')),
  { name: 'unit', title: 'Unit tests', needs: [REDIS], run: () => runVitest('unit', 2) },
  { name: 'integration', title: 'Integration tests', needs: [REDIS], run: () => runVitest('integration', 2) },
  { name: 'guarantees', title: 'Guarantees', needs: [REDIS], needsBuild: true, run: () => runVitest('guarantees', 3) },
  { name: 'e2e', title: 'Browser tests', needs: [REDIS, CHROMIUM], needsBuild: true, run: runPlaywright },
];

const terminal = terminalOf(process.stdout);

/**
 * `npm test`: everything, or the parts named by `--only a,b`; ends with a line "N passed, N failed".
 * @param {string[]} args
 */
export async function test(args) {
  process.chdir(root);
  /** @type {Tally[]} */
  const tallies = [];
  try {
    const parts = selectPart(args, PARTS);
    await terminal.step('Packages', () => installPackages({ root }));
    for (const program of new Set(parts.flatMap((part) => part.needs))) {
      await terminal.step(program.names[0] ?? '', () => ensureProgram(program));
    }
    if (parts.some((part) => part.needsBuild) && !parts.some((part) => part.name === 'build')) await terminal.step('Build', () => buildWhenChanged({ root }));
    for (const part of parts) tallies.push(await part.run());
  } catch (error) {
    terminal.fail(error);
    tallies.push({ passed: 0, failed: 1 });
  }
  const total = sum(tallies);
  process.stdout.write(`\n${closingLine(total)}\n`);
  process.exitCode = isGood(total) ? 0 : 1;
}

/**
 * @template {{ name: string }} Named
 * @param {readonly string[]} args
 * @param {readonly Named[]} parts
 * @returns {Named[]}
 */
export function selectPart(args, parts) {
  const names = parts.map((part) => part.name).join(', ');
  const usage = `Use: npm test [-- --only part,part], where a part is one of ${names}.`;
  const [flag, list, ...rest] = args.flatMap((arg) => (arg.startsWith('--only=') ? ['--only', arg.slice('--only='.length)] : [arg]));
  if (flag === undefined) return [...parts];
  if (flag !== '--only' || list === undefined || rest.length > 0) throw new Problem(usage);
  return list.split(',').map((name) => {
    const part = parts.find((candidate) => candidate.name === name);
    if (part === undefined) throw new Problem(`There is no part "${name}". ${usage}`);
    return part;
  });
}

/**
 * @param {string} title
 * @param {string[][]} commands
 * @param {string} cwd
 * @returns {Promise<Tally>}
 */
function runCheck(title, commands, cwd) {
  return runStep(title, async () => {
    for (const [program = '', ...args] of commands) await runCommand(program, args, { cwd, env: buildEnvironment() });
  });
}

/**
 * @param {string} title
 * @param {() => Promise<string | void>} work
 * @returns {Promise<Tally>}
 */
async function runStep(title, work) {
  try {
    await terminal.step(title, work);
    return { passed: 1, failed: 0 };
  } catch (error) {
    terminal.fail(error);
    return { passed: 0, failed: 1 };
  }
}

/**
 * @param {string} project
 * @param {number} workers test files at the same time; on two cores Vitest itself would run one
 */
async function runVitest(project, workers) {
  return withReport(async (report) => {
    const succeeded = await runShown(bin('vitest'), ['run', '--project', project, `--maxWorkers=${workers}`, '--reporter=default', '--reporter=json', `--outputFile.json=${report}`], {});
    return tallyRunner(countVitest(readReport(report)), succeeded);
  });
}

async function runPlaywright() {
  return withReport(async (report) => {
    const succeeded = await runShown(join(root, 'e2e/node_modules/.bin/playwright'), ['test', '--reporter=list,json'], { cwd: join(root, 'e2e'), env: { PLAYWRIGHT_JSON_OUTPUT_FILE: report, CHROMIUM_PATH: findProgram(CHROMIUM.names) ?? '' } });
    return tallyRunner(countPlaywright(readReport(report)), succeeded);
  });
}

/**
 * @param {string} program
 * @param {string[]} args
 * @param {{ cwd?: string, env?: Record<string, string> }} options
 * @returns {Promise<boolean>} whether it succeeded
 */
async function runShown(program, args, { cwd = root, env = {} }) {
  try {
    await runCommand(program, args, { cwd, env: { ...buildEnvironment(), ...env }, show: true });
    return true;
  } catch (error) {
    terminal.fail(error);
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
