import { applyScheduleChange, CarillonError, sayDetail, timetableInForce, type ProblemDetail, type ScheduleName, type Schedule, type UpdateSchedule } from '@carillon/domain';
import { describeIssue } from '@carillon/http';
import type { DeclaredSchedule } from '@carillon/jobs/schedules';
import { checkTimetable } from '@carillon/queue/cron';
import type { AuditTrail } from '../audit/audit-trail.ts';
import type { RequestContext } from '../http/route.ts';
import { versionConflict } from '../http/version-conflict.ts';
import { declaredSchedule, describeSchedule, type DescribeScheduleDeps } from './describe-schedule.ts';

export interface UpdateScheduleDeps extends DescribeScheduleDeps {
  audit: AuditTrail;
}

/** Changes a schedule; schedulers follow within seconds. Throws `validation-failed` and `version-conflict`. */
export async function updateSchedule(deps: UpdateScheduleDeps, context: RequestContext, rule: ScheduleName, input: UpdateSchedule): Promise<Schedule> {
  const declared = declaredSchedule(deps.schedules, rule);
  const { version, ...change } = input;
  const now = deps.clock.now();
  const current = await deps.scheduleOverrides.findOrCreate(rule);
  const next = applyScheduleChange(current, change, { now, by: context.actor.requester.name });
  const problems = [...timetableProblems(declared, next, change, now), ...parameterProblems(declared, change)];
  if (problems.length > 0) {
    throw new CarillonError('validation-failed', problems.map((problem) => sayDetail(problem)).join(' ').slice(0, 500), { details: problems });
  }
  const { enabled, cron, timeZone, parameters } = next;
  const changes = { version: next.version, enabled, cron, timeZone, parameters };
  return deps.audit.record(context, { action: 'schedule.changed', subject: { kind: 'schedule', id: rule }, changes }, async () => {
    if (current.version !== version || !(await deps.scheduleOverrides.replace(rule, next))) throw versionConflict(`The schedule of ${rule}`);
    return describeSchedule(deps, declared);
  });
}

type Change = Omit<UpdateSchedule, 'version'>;

/** Only of what the change names: what was there before is not this caller's fault. */
function timetableProblems(declared: DeclaredSchedule, next: Parameters<typeof timetableInForce>[1], change: Change, now: Date): ProblemDetail[] {
  return checkTimetable(timetableInForce(declared, next), now)
    .filter(({ field }) => change[field] !== undefined)
    .map(({ field, code, message }) => ({ pointer: `/${field}`, code, message }));
}

function parameterProblems(declared: DeclaredSchedule, { parameters }: Change): ProblemDetail[] {
  const parsed = declared.parameters.safeParse(parameters ?? {}, { reportInput: true });
  return parsed.success ? [] : parsed.error.issues.flatMap((issue) => describeIssue({ ...issue, path: ['body', 'parameters', ...issue.path] }));
}
