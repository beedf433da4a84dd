import { CarillonError, sayIssues, type RuleName } from '@carillon/domain';
import { z } from 'zod';

/** Does what reads the saved parameters of a rule. Throws `conflict`, with what is wrong with them, when they do not fit the rule any more. */
export async function withSavedParameters<Result>(rule: RuleName, work: () => Promise<Result>): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof z.ZodError)) throw error;
    throw new CarillonError('conflict', `The parameters that were saved for ${rule} do not fit it any more: change them in its schedule. ${sayIssues(error.issues)}`, { cause: error });
  }
}
