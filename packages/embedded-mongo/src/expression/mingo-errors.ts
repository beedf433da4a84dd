import { CommandError } from '../errors.ts';

/** What mingo refuses with a plain error, as the client sees it: MongoDB's generic code for a value an operator can't take. */
export function toCommandError(error: unknown): CommandError {
  if (error instanceof CommandError) return error;
  const message = error instanceof Error ? error.message.replace(/^mingo: /, '') : String(error);
  const undefinedVariable = /Use of undefined variable: (\w+)/.exec(message);
  if (undefinedVariable) return new CommandError(17276, `Use of undefined variable: ${undefinedVariable[1] ?? ''}`);
  return new CommandError(2, `PlanExecutor error during aggregation :: caused by :: ${message}`);
}
