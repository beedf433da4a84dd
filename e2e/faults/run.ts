// `npm run faults` tries everything, `npm run faults -- kill redis-flushed` what begins so; `--seed 7` chooses the moments, `--keep-logs` leaves all that
// the processes wrote, as a broken promise does.
import { execFileSync } from 'node:child_process';
import { parseArgs } from 'node:util';
import { setTimeout as wait } from 'node:timers/promises';
import { createStopSignal } from '../../scripts/steps/stop-signal.mjs';
import { kills } from './cases/kills.ts';
import { faults } from './faults.ts';
import { openClient } from './load/open-client.ts';
import { breaches, type FaultResult } from './report/fault-result.ts';
import { keepResults, reportFile } from './report/keep-results.ts';
import { createSeededRandom } from './seeded-random.ts';
import { startStack } from './stack/start-stack.ts';
import { tryFault } from './try-fault.ts';
import type { Differences } from './verdict/compare-counters.ts';
import { lookAgain, type Tried } from './verdict/look-again.ts';
import { openLog, type LogReader } from './verdict/read-log.ts';
import { countVerdicts, verdictOf, withKillsProven } from './verdict/sum-up.ts';
import { SILENCE_MS, untilSilent } from './verdict/until-silent.ts';
import { watchCounters } from './verdict/watch-counters.ts';

/** Counters of a minute are verified when it has been at rest for one, at every half minute; with time to spare. */
const COUNTERS_PATIENCE_MS = 180_000;
const SIGNS = { 'held': '✓', 'broken': '✗', 'not proven': '!' } as const;

const { values, positionals } = parseArgs({ options: { 'seed': { type: 'string' }, 'keep-logs': { type: 'boolean' } }, allowPositionals: true });
const seed = Number(values.seed ?? Date.now() % 1_000_000);
const names = faults.map(({ name }) => name);
const wanted = faults.filter(({ name }) => positionals.length === 0 || positionals.some((beginning) => name.startsWith(beginning)));
if (wanted.length === 0 || !Number.isSafeInteger(seed)) {
  process.stderr.write(`Use: npm run faults [-- [name…] [--seed number]], where a name is, or begins, one of ${names.join(', ')}.\n`);
  process.exit(1);
}

const startedAt = Date.now();
const say = (line: string) => void process.stdout.write(`${((Date.now() - startedAt) / 1_000).toFixed(0).padStart(4)} s  ${line}\n`);
const random = createSeededRandom(seed);
const commit = execFileSync('git', ['rev-parse', '--short', 'HEAD'], { encoding: 'utf8' }).trim();
const tried: (Tried & { disturbedAt: number })[] = [];
let results: FaultResult[] = [];
let finished = false;

say(`seed ${seed}, commit ${commit}; ${wanted.length} faults`);
const stack = await startStack(random);
say(`everything runs; logs are in ${stack.directory}`);
createStopSignal().addEventListener('abort', () => void stack.stop({ keepLogs: values['keep-logs'] === true }).finally(() => process.exit(130)), { once: true });
const log = await openLog(stack.mongodbUri);
try {
  const client = await openClient(stack);
  const counters = watchCounters(log);
  for (const fault of wanted) {
    say(`${fault.name}: ${fault.title}`);
    const one = await tryFault(fault, { stack, log, counters, client, seed, commit, random, say });
    tried.push(one);
    report(one.result);
    await keepResults([one.result], names);
  }
  const countersAgree = await compareCounters(log);
  results = withKillsProven((await lookAtEverything(log)).map((result) => ({ ...result, countersAgree })), kills.map(({ name }) => name));
  await keepResults(results, names);
  finished = results.every((result) => verdictOf(result) !== 'broken');
} finally {
  await log.close();
  await stack.stop({ keepLogs: !finished || values['keep-logs'] === true });
}
const { held, broken, 'not proven': notProven } = countVerdicts(results);
say(`${held} held, ${broken} broke a promise, ${notProven} not proven. ${broken > 0 ? `The logs are in ${stack.directory}. ` : ''}Written to ${reportFile}`);
process.exit(broken + notProven === 0 ? 0 : 1);

function report(result: FaultResult): void {
  const { promised, byCampaign, taken, failed, unknown, interrupted, excused, lost, duplicates, contradictions, miscounted, endedByThemselves, probe, recoveryMs, restMs, triedAgain, notProven, met } = result;
  say(`  ${SIGNS[verdictOf(result)]} promised ${promised}, ${byCampaign} by campaigns (${triedAgain} tries more), taken ${taken}, failed ${failed}, unknown ${unknown}, interrupted ${interrupted}; lost ${lost.length}, twice ${duplicates.length} (${excused.length}), against the witness ${contradictions.length}, counted wrong ${miscounted.length}; ended by themselves ${endedByThemselves}; recovery of a ${probe} ${recoveryMs ?? 'never'} ms, rest ${restMs ?? 'never'} ms`);
  if (Object.keys(met).length > 0) say(`    met: ${Object.entries(met).map(([what, times]) => `${what} ${times}`).join(', ')}`);
  if (notProven !== null) say(`    not proven: ${notProven}`);
  for (const breach of breaches(result).slice(0, 20)) say(`    ${breach}`);
}

/** Once more, when nothing can come any more: late copies, and what nobody has asked for. */
async function lookAtEverything(reader: LogReader): Promise<FaultResult[]> {
  say(`everything: held against the whole witness, when nothing was done or taken for ${SILENCE_MS / 1_000} s`);
  const silent = await untilSilent(stack.readWitness, Math.max(...tried.map(({ disturbedAt }) => disturbedAt)));
  const found = lookAgain(tried, await reader.readAll(), await stack.readWitness()).map((result) => (silent ? result : { ...result, open: [...result.open, 'messages were taken to the end of the run'] }));
  for (const [index, result] of found.entries()) {
    const before = new Set(breaches(tried[index]?.result ?? result));
    for (const breach of breaches(result).filter((text) => !before.has(text))) say(`  ${result.name}: ${breach}`);
  }
  say(`  ${countVerdicts(found).broken === 0 ? '✓' : '✗'} ${found.reduce((sum, { promised }) => sum + promised, 0)} promised, ${found.reduce((sum, { taken }) => sum + taken, 0)} taken`);
  return found;
}

async function compareCounters(reader: LogReader): Promise<boolean> {
  const began = Date.now();
  say('counters: compared with the rows, as soon as their verification has had its time');
  let wrong: Differences = await reader.readDifferences();
  while (wrong.size > 0 && Date.now() - began < COUNTERS_PATIENCE_MS) {
    await wait(2_000);
    wrong = await reader.readDifferences();
  }
  say(`  ${wrong.size === 0 ? `✓ all agree, after ${Date.now() - began} ms` : `✗ ${wrong.size} differ`}`);
  for (const [bucket, difference] of wrong) say(`    ${bucket}: ${difference}`);
  return wrong.size === 0;
}
