import type { ScheduleOverrideRepository } from '@carillon/db';
import { CarillonError, parametersInForce, sayIssues, type Clock, type RuleOutlook, type User } from '@carillon/domain';
import { previewUser, type PreviewUserDeps } from '@carillon/jobs/due';
import type { RuleSchedule } from '@carillon/jobs/schedules';
import { z } from 'zod';

export interface ExplainUserDeps extends PreviewUserDeps {
  rules: readonly RuleSchedule[];
  scheduleOverrides: Pick<ScheduleOverrideRepository, 'findOrCreate'>;
  clock: Clock;
}

/** What each rule says about a user now, by the parameters in force. Rejects with the errors of the service clients. */
export function explainUser(deps: ExplainUserDeps, user: User): Promise<RuleOutlook[]> {
  return Promise.all(deps.rules.map((declared) => explainByRule(deps, user, declared)));
}

async function explainByRule(deps: ExplainUserDeps, user: User, { rule, description, parameters }: RuleSchedule): Promise<RuleOutlook> {
  const override = await deps.scheduleOverrides.findOrCreate(rule);
  try {
    const entries = await previewUser(rule, deps, { user, now: deps.clock.now(), parameters: parametersInForce(parameters, override.parameters) });
    return { rule, description, enabled: override.enabled, entries };
  } catch (error) {
    if (!(error instanceof z.ZodError)) throw error;
    throw new CarillonError('conflict', `The parameters that were saved for ${rule} do not fit it any more: change them in its schedule. ${sayIssues(error.issues)}`, { cause: error });
  }
}
