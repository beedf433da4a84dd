import { existsSync } from 'node:fs';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { cpus } from 'node:os';
import { dirname } from 'node:path';
import type { Row, Sample } from './compare.ts';

export interface Result {
  name: string;
  title: string;
  sides: readonly [product: string, other: string];
  measuredAt: string;
  rows: Row[];
  rounds: { product: Sample; bare: Sample }[];
}

/** Puts a result among the others of the day, in the place of an earlier one of the same name. */
export async function keepResult(file: string, { name, ...result }: Result): Promise<void> {
  const previous: { results?: Record<string, unknown> } = existsSync(file) ? JSON.parse(await readFile(file, 'utf8')) : {};
  const machine = { node: process.version, cores: cpus().length, cpu: cpus()[0]?.model ?? 'unknown' };
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, `${JSON.stringify({ results: { ...previous.results, [name]: { ...result, machine } } }, null, 2)}\n`);
}
