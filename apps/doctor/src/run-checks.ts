import type { Check, Finding } from './finding.ts';

/** Runs all checks side by side; one that rejects is a failure with its reason. In the order of the checks. */
export async function runChecks(checks: readonly Check[]): Promise<Finding[]> {
  const findings = await Promise.all(
    checks.map(async ({ subject, adviceWhenAway, run }): Promise<Finding[]> => {
      try {
        return await run();
      } catch (error) {
        return [{ level: 'failure', subject, text: error instanceof Error ? error.message : String(error), advice: adviceWhenAway }];
      }
    }),
  );
  return findings.flat();
}
