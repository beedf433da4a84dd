import { ListRunsQuery, ScheduleName, Run, RunId, RunPage, Schedule, ScheduleList, UpdateSchedule } from '@carillon/domain';
import { z } from 'zod';
import { defineRoute, type Route } from '../http/route.ts';
import { IdempotencyHeaders } from '../idempotency/idempotency-headers.ts';
import { declaredSchedule, describeSchedule } from './describe-schedule.ts';
import { getRun } from './get-run.ts';
import { startRun, type StartRunDeps } from './start-run.ts';
import { updateSchedule } from './update-schedule.ts';

const tag = 'Schedules';
const base = '/api/v1/schedules';
const byRule = z.strictObject({ rule: ScheduleName });

export function createSchedulesRouter(deps: StartRunDeps): Route[] {
  return [
    defineRoute({
      method: 'get', path: base, operation: 'listSchedules', tag, summary: 'All schedules, as they are in force', access: 'schedules:read',
      description: 'With the next five runs, the last one, and the JSON Schema of what can be set about each.',
      request: {},
      response: ScheduleList,
      handle: async () => ({ body: { items: await Promise.all(deps.schedules.map((declared) => describeSchedule(deps, declared))) } }),
    }),
    defineRoute({
      method: 'get', path: `${base}/:rule`, operation: 'getSchedule', tag, summary: 'One schedule', access: 'schedules:read',
      request: { params: byRule },
      response: Schedule,
      handle: async (_context, { params: { rule } }) => ({ body: await describeSchedule(deps, declaredSchedule(deps.schedules, rule)) }),
    }),
    defineRoute({
      method: 'patch', path: `${base}/:rule`, operation: 'updateSchedule', tag, summary: 'Change when and how a rule is swept', access: 'schedules:write',
      description: 'Takes effect within seconds, without a restart. What is left out stays; null goes back to what is declared. Refused with version-conflict when `version` is not the newest any more.',
      request: { params: byRule, body: UpdateSchedule },
      response: Schedule,
      handle: async (context, { params: { rule }, body }) => ({ body: await updateSchedule(deps, context, rule, body) }),
    }),
    defineRoute({
      method: 'post', path: `${base}/:rule/run`, operation: 'startRun', tag, summary: 'Sweep a rule now', access: 'schedules:write', status: 202,
      description: 'Works while the schedule is off, too. Refused with conflict while a run is under way. What was sent before is not sent again: the run counts it as skipped.',
      request: { params: byRule, headers: IdempotencyHeaders },
      response: Run,
      handle: async (context, { params: { rule }, headers }) => {
        const run = await startRun(deps, context, rule, headers['idempotency-key'] ?? null);
        return { body: run, headers: { location: `/api/v1/runs/${run.id}` } };
      },
    }),
    defineRoute({
      method: 'get', path: `${base}/:rule/runs`, operation: 'listRuns', tag, summary: 'The runs of a schedule, newest first', access: 'schedules:read',
      request: { params: byRule, query: ListRunsQuery },
      response: RunPage,
      handle: async (_context, { params: { rule }, query }) => ({ body: await deps.runs.list(rule, query) }),
    }),
    defineRoute({
      method: 'get', path: '/api/v1/runs/:id', operation: 'getRun', tag, summary: 'One run: what it found, enqueued and left out', access: 'schedules:read',
      request: { params: z.strictObject({ id: RunId }) },
      response: Run,
      handle: async (_context, { params: { id } }) => ({ body: await getRun(deps, id) }),
    }),
  ];
}
