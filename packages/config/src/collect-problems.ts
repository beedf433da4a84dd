import { ConfigurationError } from './variables.ts';

/** Runs every part and reports all their problems at once: whoever configures a server wants the whole list. */
export function collectProblems<Parts extends Record<string, () => unknown>>(parts: Parts): { [Name in keyof Parts]: ReturnType<Parts[Name]> } {
  const problems: string[] = [];
  const results: Record<string, unknown> = {};
  for (const [name, read] of Object.entries(parts)) {
    try {
      results[name] = read();
    } catch (error) {
      if (!(error instanceof ConfigurationError)) throw error;
      problems.push(...error.problems);
    }
  }
  if (problems.length > 0) throw new ConfigurationError([...new Set(problems)]);
  return results as { [Name in keyof Parts]: ReturnType<Parts[Name]> };
}
