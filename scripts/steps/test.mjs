import { availableParallelism } from 'node:os';
import { join, resolve } from 'node:path';
import { buildWhenChanged } from './build-when-changed.mjs';
import { installPackages } from './install-packages.mjs';
import { Problem } from './problem.mjs';
import { CHROMIUM, ensureProgram, REDIS } from './programs.mjs';
import { runCheck, runPlaywright, runStep, runVitest } from './run-part.mjs';
import { sideBySide } from './side-by-side.mjs';
import { closingLine, isGood, sum } from './tally.mjs';
import { createTerminal, outputOf } from './terminal.mjs';

const root = resolve(import.meta.dirname, '../..');
const bin = (/** @type {string} */ name) => join(root, 'node_modules/.bin', name);

/**
 * @typedef {import('./tally.mjs').Tally} Tally
 * @typedef {import('./terminal.mjs').Output} Output
 * @typedef {object} Part One thing that `npm test` runs
 * @property {string} name What `--only` calls it
 * @property {import('./programs.mjs').Program[]} needs
 * @property {boolean} [needsBuild] Runs the built processes
 * @property {(output: Output) => Promise<Tally>} [run]
 * @property {string} [project] of Vitest, in place of `run`
 */

// Each checker of types works out for itself what others know too: as many as there are cores would take twice the work.
const checkerCount = String(Math.max(1, Math.floor(availableParallelism() / 2)));
const checkers = ['--checkers', checkerCount];
/** Programs in Go: the linter has as many checkers as it has processors. They end before it pays to look for garbage as often as by default. */
const checkEnvironment = { GOMAXPROCS: checkerCount, GOGC: '200' };

/** @type {(name: string, title: string, commands: string[][], cwd?: string) => Part} */
const check = (name, title, commands, cwd = root) => ({ name, needs: [], run: (output) => runCheck(output, title, commands, { cwd, env: checkEnvironment }) });

/**
 * The parts of a round run side by side: each leaves a core idle now and then. What a round needs was made by those before it.
 * @type {Part[][]}
 */
const ROUNDS = [
  [
    check('types', 'Types', [[bin('tsc'), '-p', 'tsconfig.json', ...checkers], [bin('tsc'), '-p', 'apps/dashboard/tsconfig.json', ...checkers]]),
    check('lint', 'Lint', [[bin('oxlint'), '--type-aware', '--deny-warnings'], [bin('knip'), '--no-progress', '--cache', '--cache-location', '.cache/knip']]),
    check('imports', 'Import rules', [[bin('depcruise'), 'apps', 'packages', 'bench', 'e2e']]),
    { name: 'build', needs: [], run: (output) => runStep(output, 'Build', () => buildWhenChanged({ root, always: true })) },
  ],
  [check('budget', 'Dashboard size budget', [[process.execPath, 'check-budgets.mjs']], join(root, 'apps/dashboard'))],
  [
    { name: 'guarantees', needs: [REDIS], needsBuild: true, project: 'guarantees' },
    { name: 'integration', needs: [REDIS], needsBuild: true, project: 'integration' },
    { name: 'unit', needs: [REDIS], project: 'unit' },
  ],
  [{ name: 'e2e', needs: [REDIS, CHROMIUM], needsBuild: true, run: runPlaywright }],
];

/** The projects of Vitest that share their processes when all are wanted: they are one more project then (vitest.config.mts). */
const PROJECTS = ['guarantees', 'integration', 'unit'];

/**
 * What a round starts: Vitest once for all its projects, so that none of them ends on a single busy process, and every other part by itself.
 * @param {readonly Part[]} parts
 * @returns {((output: Output) => Promise<Tally>)[]}
 */
function runsOf(parts) {
  const named = parts.flatMap(({ project }) => project ?? []);
  const projects = PROJECTS.every((name) => named.includes(name)) ? ['everything'] : named;
  return [...parts.flatMap(({ run }) => run ?? []), ...(projects.length === 0 ? [] : [(/** @type {Output} */ output) => runVitest(output, projects, 3)])];
}

/**
 * `npm test`: everything, or the parts named by `--only a,b`; ends with a line "N passed, N failed".
 * @param {string[]} args
 */
export async function test(args) {
  process.chdir(root);
  const output = outputOf(process.stdout);
  /** @type {Tally[]} */
  const tallies = [];
  try {
    const parts = selectPart(args, ROUNDS.flat());
    await prepare(output, parts);
    for (const round of ROUNDS) {
      const wanted = round.filter((part) => parts.includes(part));
      tallies.push(...(await sideBySide(output, runsOf(wanted))));
    }
  } catch (error) {
    createTerminal(output).fail(error);
    tallies.push({ passed: 0, failed: 1 });
  }
  const total = sum(tallies);
  output.write(`\n${closingLine(total)}\n`);
  process.exitCode = isGood(total) ? 0 : 1;
}

/**
 * Packages from the registry and programs from the system, side by side; then the processes, where a part needs them and none builds them.
 * @param {Output} output
 * @param {readonly Part[]} parts
 */
async function prepare(output, parts) {
  await sideBySide(output, [
    (own) => createTerminal(own).step('Packages', () => installPackages({ root })),
    async (own) => {
      for (const program of new Set(parts.flatMap((part) => part.needs))) await createTerminal(own).step(program.names[0] ?? '', () => ensureProgram(program));
    },
  ]);
  if (parts.some((part) => part.needsBuild) && !parts.some((part) => part.name === 'build')) await createTerminal(output).step('Build', () => buildWhenChanged({ root }));
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
