import type { ScheduleOverrideRepository } from '@carillon/db';
import { CarillonError, parametersInForce, sayIssues, type Clock, type DueEntry, type Page, type RuleName } from '@carillon/domain';
import { previewDue, type PreviewDueDeps } from '@carillon/jobs/due';
import type { RuleSchedule } from '@carillon/jobs/schedules';
import { z } from 'zod';
import { askService } from '../data-services/ask-service.ts';
import { declaredSchedule } from '../schedules/describe-schedule.ts';

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
  try {
    return await askService(() => previewDue(rule, deps, { ...page, now: deps.clock.now(), parameters: parametersInForce(declared.parameters, override.parameters) }));
  } catch (error) {
    if (!(error instanceof z.ZodError)) throw error;
    throw new CarillonError('conflict', `The parameters that were saved for ${rule} do not fit it any more: change them in its schedule. ${sayIssues(error.issues)}`, { cause: error });
  }
}
