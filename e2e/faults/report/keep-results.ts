import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Results, type FaultResult } from './fault-result.ts';
import { renderReport } from './render-report.ts';

const root = join(import.meta.dirname, '../../..');
/** Beside the suite and in the repository, so that a run of some faults does not make the report forget the others. */
const resultsFile = join(root, 'e2e/faults/results.json');
export const reportFile = join(root, 'docs/reliability.md');

async function readResults(): Promise<Results> {
  const text = await readFile(resultsFile, 'utf8').catch(() => null);
  return text === null ? {} : Results.parse(JSON.parse(text));
}

/** Puts newer results in place of the older ones, in the order of `names`; what is no longer tried is left out. */
export async function keepResults(newer: readonly FaultResult[], names: readonly string[]): Promise<void> {
  const all = { ...(await readResults()), ...Object.fromEntries(newer.map((result) => [result.name, result])) };
  const kept: Results = Object.fromEntries(names.flatMap((name) => (all[name] === undefined ? [] : [[name, all[name]]])));
  await writeFile(resultsFile, `${JSON.stringify(kept, null, 1)}\n`);
  await writeFile(reportFile, renderReport(kept, names.filter((name) => kept[name] === undefined)));
}
