// `npm run bench` measures everything, `npm run bench -- accept deliver` some of it.
import { join } from 'node:path';
import { createStopSignal } from '../scripts/steps/stop-signal.mjs';
import { startServices } from './backing/services.ts';
import { stopChildren } from './backing/start-child.ts';
import { closeHistory } from './backing/history.ts';
import type { Benchmark, PreparedBenchmark } from './benchmark.ts';
import { benchmarks } from './benchmarks.ts';
import { compare } from './compare.ts';
import { describeRows, summarize } from './report.ts';
import { keepResult, type Result } from './results-file.ts';

const ROUNDS = 5;
const say = (text: string) => void process.stdout.write(`${text}\n`);

const wanted = process.argv.slice(2);
const unknown = wanted.filter((name) => !benchmarks.some((benchmark) => benchmark.name === name));
if (unknown.length > 0) {
  say(`There is no benchmark ${unknown.join(', ')}. There are ${benchmarks.map(({ name }) => name).join(', ')}.`);
  process.exit(1);
}

const stop = createStopSignal();
const stopped = new Promise<never>((_resolve, reject) => stop.addEventListener('abort', () => reject(new Error('stopped')), { once: true }));
stopped.catch(() => undefined);

const file = join(import.meta.dirname, 'results', `${new Date().toISOString().slice(0, 10)}.json`);
const measured: Result[] = [];
const failed: string[] = [];
for (const benchmark of benchmarks.filter(({ name }) => wanted.length === 0 || wanted.includes(name))) {
  try {
    const result = await measure(benchmark);
    measured.push(result);
    await keepResult(file, result);
  } catch (error) {
    if (stop.aborted) break;
    // The others are still worth knowing.
    console.error(error);
    failed.push(benchmark.name);
  }
}
await closeHistory().catch(console.error);
if (stop.aborted) process.exit(130);
say(`\n${summarize(measured, failed)}\nWritten to ${file}`);
process.exit(failed.length === 0 ? 0 : 1);

async function measure({ name, title, goals, prepare, rounds: count = ROUNDS, sides = ['product', 'bare'] }: Benchmark): Promise<Result> {
  say(`\n${name}: ${title}`);
  const services = await startServices((text) => say(`  ${text}`));
  try {
    const rounds = await Promise.race([runRounds(await Promise.race([prepare(services), stopped]), count), stopped]);
    const rows = compare(rounds, goals);
    console.table(describeRows(rows, sides));
    return { name, title, sides, measuredAt: new Date().toISOString(), rows, rounds };
  } finally {
    // Nobody else stops those of a run that is broken off, and they need what they stand on for that.
    if (stop.aborted) await stopChildren();
    await services.stop();
  }
}

async function runRounds(prepared: PreparedBenchmark, count: number): Promise<Result['rounds']> {
  try {
    if (prepared.warmUp === undefined) {
      await prepared.product();
      await prepared.bare();
    } else {
      await prepared.warmUp();
    }
    const rounds: Result['rounds'] = [];
    for (let round = 0; round < count; round += 1) rounds.push({ product: await prepared.product(), bare: await prepared.bare() });
    return rounds;
  } finally {
    await prepared.close();
  }
}
