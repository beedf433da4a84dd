// `npm run bench` measures everything, `npm run bench -- accept deliver` some of it. Needs `npm run build`.
import { mkdir, writeFile } from 'node:fs/promises';
import { cpus } from 'node:os';
import { join } from 'node:path';
import { startServices } from './backing/services.ts';
import { benchmarks } from './benchmarks.ts';
import { compare, type Row, type Sample } from './compare.ts';

const ROUNDS = 5;

const wanted = process.argv.slice(2);
const unknown = wanted.filter((name) => !benchmarks.some((benchmark) => benchmark.name === name));
if (unknown.length > 0) throw new Error(`There is no benchmark ${unknown.join(', ')}. There are ${benchmarks.map(({ name }) => name).join(', ')}.`);

const results: Record<string, { title: string; rows: Row[]; rounds: { product: Sample; bare: Sample }[] }> = {};
for (const { name, title, goals, prepare } of benchmarks.filter((benchmark) => wanted.length === 0 || wanted.includes(benchmark.name))) {
  process.stdout.write(`\n${name}: ${title}\n`);
  const services = await startServices();
  const prepared = await prepare(services);
  try {
    await prepared.product();
    await prepared.bare();
    const rounds: { product: Sample; bare: Sample }[] = [];
    for (let round = 0; round < ROUNDS; round += 1) rounds.push({ product: await prepared.product(), bare: await prepared.bare() });
    const rows = compare(rounds, goals);
    results[name] = { title, rows, rounds };
    console.table(rows.map(({ figure, product, bare, ratio, spread, goal, reached }) => ({ figure, product: round2(product), bare: round2(bare), ratio: round2(ratio), spread: spread.map(round2).join(' … '), goal, reached })));
  } finally {
    await prepared.close();
    await services.stop();
  }
}

const file = join(import.meta.dirname, 'results', `${new Date().toISOString().slice(0, 10)}.json`);
await mkdir(join(file, '..'), { recursive: true });
await writeFile(file, `${JSON.stringify({ node: process.version, cores: cpus().length, rounds: ROUNDS, results }, null, 2)}\n`);
process.stdout.write(`\nWritten to ${file}\n`);

function round2(value: number): number {
  return Math.round(value * 100) / 100;
}
