import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { FaultResult, type Results } from './fault-result.ts';
import { renderReport } from './render-report.ts';

const root = join(import.meta.dirname, '../../..');
/** Beside the suite and in the repository, so that a run of some faults does not make the report forget the others. */
const resultsFile = join(root, 'e2e/faults/results.json');
export const reportFile = join(root, 'docs/reliability.md');

/** What an earlier suite has kept and says less than a result does now, was not tried by this one. */
async function readResults(): Promise<Results> {
  const text = await readFile(resultsFile, 'utf8').catch(() => '{}');
  const kept = z.record(z.string(), z.unknown()).parse(JSON.parse(text));
  return Object.fromEntries(Object.values(kept).flatMap((result) => FaultResult.safeParse(result).data ?? []).map((result) => [result.name, result]));
}

/** Puts newer results in place of the older ones, in the order of `names`; what is no longer tried is left out. */
export async function keepResults(newer: readonly FaultResult[], names: readonly string[]): Promise<void> {
  const all = { ...(await readResults()), ...Object.fromEntries(newer.map((result) => [result.name, result])) };
  const kept: Results = Object.fromEntries(names.flatMap((name) => (all[name] === undefined ? [] : [[name, all[name]]])));
  await writeFile(resultsFile, `${JSON.stringify(kept, null, 1)}\n`);
  await writeFile(reportFile, renderReport(kept, names.filter((name) => kept[name] === undefined)));
}
