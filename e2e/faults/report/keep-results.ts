import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Results } from './fault-result.ts';
import { renderReport } from './render-report.ts';

const root = join(import.meta.dirname, '../../..');
/** Beside the suite and in the repository, so that a run of some faults does not make the report forget the others. */
const resultsFile = join(root, 'e2e/faults/results.json');
export const reportFile = join(root, 'docs/reliability.md');

export async function readResults(): Promise<Results> {
  const text = await readFile(resultsFile, 'utf8').catch(() => null);
  return text === null ? { faults: {}, counters: null } : Results.parse(JSON.parse(text));
}

/** Keeps them in the order of `names`; what is no longer tried is left out. */
export async function keepResults({ faults, counters }: Results, names: readonly string[]): Promise<void> {
  const kept: Results = { faults: Object.fromEntries(names.flatMap((name) => (faults[name] === undefined ? [] : [[name, faults[name]]]))), counters };
  await writeFile(resultsFile, `${JSON.stringify(kept, null, 1)}\n`);
  await writeFile(reportFile, renderReport(kept));
}
