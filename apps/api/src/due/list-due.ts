import type { ScheduleOverrideRepository } from '@carillon/db';
import { parametersInForce, type Clock, type DueEntry, type Page, type RuleName } from '@carillon/domain';
import { previewDue, type PreviewDueDeps } from '@carillon/jobs/due';
import type { RuleSchedule } from '@carillon/jobs/schedules';
import { askService } from '../data-services/ask-service.ts';
import { declaredSchedule } from '../schedules/describe-schedule.ts';
import { withSavedParameters } from '../schedules/with-saved-parameters.ts';

export interface ListDueDeps extends PreviewDueDeps {
  rules: readonly RuleSchedule[];
  scheduleOverrides: Pick<ScheduleOverrideRepository, 'findOrCreate'>;
  clock: Clock;
}

/**
 * Who a rule would reach if it were swept now, by the parameters in force, and who not and why. Throws
 * `dependency-unavailable` while a data service does not answer as it should.
 */
export async function listDue(deps: ListDueDeps, rule: RuleName, page: { limit: number; cursor?: string | undefined; verdict?: DueEntry['verdict'] | undefined }): Promise<Page<DueEntry>> {
  const declared = declaredSchedule(deps.rules, rule);
  const override = await deps.scheduleOverrides.findOrCreate(rule);
  const preview = () => previewDue(rule, deps, { ...page, now: deps.clock.now(), parameters: parametersInForce(declared.parameters, override.parameters) });
  return withSavedParameters(rule, () => askService(preview));
}
