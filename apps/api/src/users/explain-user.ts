import type { ScheduleOverrideRepository } from '@carillon/db';
import { parametersInForce, type Clock, type RuleOutlook, type User } from '@carillon/domain';
import { previewUser, type PreviewUserDeps } from '@carillon/jobs/due';
import type { RuleSchedule } from '@carillon/jobs/schedules';
import { withSavedParameters } from '../schedules/with-saved-parameters.ts';

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
  const entries = await withSavedParameters(rule, () => previewUser(rule, deps, { user, now: deps.clock.now(), parameters: parametersInForce(parameters, override.parameters) }));
  return { rule, description, enabled: override.enabled, entries };
}
