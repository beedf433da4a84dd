// `npm run faults` tries everything, `npm run faults -- kill redis-flushed` what begins so; `--seed 7` chooses the moments, `--keep-logs` leaves all that
// the processes wrote, as a broken promise does.
import { parseArgs } from 'node:util';
import { setTimeout as wait } from 'node:timers/promises';
import { faults } from './faults.ts';
import { openClient } from './load/open-client.ts';
import { breaches, type FaultResult } from './report/fault-result.ts';
import { keepResults, reportFile } from './report/keep-results.ts';
import { createSeededRandom } from './seeded-random.ts';
import { startStack } from './stack/start-stack.ts';
import { tryFault } from './try-fault.ts';
import { openLog, type LogReader } from './verdict/read-log.ts';

/** Counters of a minute are verified when it has been at rest for one, at every half minute; with time to spare. */
const COUNTERS_PATIENCE_MS = 180_000;

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
const results: FaultResult[] = [];
let failures = 0;

say(`seed ${seed}; ${wanted.length} faults`);
const stack = await startStack(random);
say(`everything runs; logs are in ${stack.directory}`);
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void stack.stop({ keepLogs: values['keep-logs'] === true }).finally(() => process.exit(130)));
const log = await openLog(stack.mongodbUri);
try {
  const client = await openClient(stack);
  for (const fault of wanted) {
    say(`${fault.name}: ${fault.title}`);
    const result = await tryFault(fault, { stack, log, client, seed, random, say });
    report(result);
    results.push(result);
    await keepResults([result], names);
  }
  const countersAgree = await compareCounters(log);
  await keepResults(results.map((result) => ({ ...result, countersAgree })), names);
} finally {
  await log.close();
  await stack.stop({ keepLogs: failures > 0 || values['keep-logs'] === true });
}
say(`${failures === 0 ? 'All promises held' : `${failures} faults broke a promise; the logs are in ${stack.directory}`}. Written to ${reportFile}`);
process.exit(failures === 0 ? 0 : 1);

function report(result: FaultResult): void {
  const { promised, taken, failed, unknown, excused, lost, duplicates, contradictions, endedByThemselves, recoveryMs, restMs, triedAgain, notProven } = result;
  if (notProven !== null) return say(`  ! not proven: ${notProven}`);
  const broken = breaches(result);
  say(`  ${broken.length === 0 ? '✓' : '✗'} promised ${promised} (${triedAgain} tries more), taken ${taken}, failed ${failed}, unknown ${unknown}; lost ${lost.length}, twice ${duplicates.length} (${excused.length}), against the witness ${contradictions.length}; ended by themselves ${endedByThemselves}; recovery ${recoveryMs ?? 'never'} ms, rest ${restMs} ms`);
  for (const breach of broken.slice(0, 20)) say(`    ${breach}`);
  if (broken.length > 0) failures += 1;
}

async function compareCounters(reader: LogReader): Promise<boolean> {
  const began = Date.now();
  say('counters: compared with the rows, as soon as their verification has had its time');
  let wrong = await reader.findWrongCounters();
  while (wrong.length > 0 && Date.now() - began < COUNTERS_PATIENCE_MS) {
    await wait(2_000);
    wrong = await reader.findWrongCounters();
  }
  say(`  ${wrong.length === 0 ? `✓ all agree, after ${Date.now() - began} ms` : `✗ ${wrong.length} minutes differ`}`);
  for (const line of wrong) say(`    ${line}`);
  if (wrong.length > 0) failures += 1;
  return wrong.length === 0;
}
