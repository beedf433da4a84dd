import { breaches, type FaultResult } from '../report/fault-result.ts';

export type Verdict = 'held' | 'broken' | 'not proven';

/** A broken promise is one whether the fault was met or not. */
export function verdictOf(result: FaultResult): Verdict {
  if (breaches(result).length > 0) return 'broken';
  return result.notProven === null ? 'held' : 'not proven';
}

/** Kills prove something about attempts only when at least one of them cut one short: after all of `killNames`, and none did, none of them is proven. */
export function withKillsProven(results: readonly FaultResult[], killNames: readonly string[]): FaultResult[] {
  const kills = results.filter(({ name }) => killNames.includes(name));
  const proven = kills.length < killNames.length || kills.some(({ interrupted }) => interrupted > 0);
  return proven ? [...results] : results.map((result) => (killNames.includes(result.name) ? { ...result, notProven: result.notProven ?? 'no kill of any process cut an attempt short' } : result));
}

/** The last line: how many of each. */
export function countVerdicts(results: readonly FaultResult[]): Readonly<Record<Verdict, number>> {
  const counts = { 'held': 0, 'broken': 0, 'not proven': 0 };
  for (const result of results) counts[verdictOf(result)] += 1;
  return counts;
}
