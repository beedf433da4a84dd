import type { Schedule, ScheduleParameters, UpdateSchedule } from '@carillon/domain';
import { describeParameters, parameterText, parameterValue } from './describe-parameters.ts';

/** A schedule as it is being edited: everything as text. */
export interface ScheduleDraft {
  cron: string;
  timeZone: string;
  parameters: Record<string, string>;
}

export function draftOf({ cron, timeZone, parameters, parametersSchema }: Pick<Schedule, 'cron' | 'timeZone' | 'parameters' | 'parametersSchema'>): ScheduleDraft {
  return { cron, timeZone, parameters: Object.fromEntries(describeParameters(parametersSchema).map(({ name }) => [name, parameterText(parameters[name])])) };
}

/** The draft that goes back to what is declared. */
export function declaredDraft({ declared, parametersSchema }: Pick<Schedule, 'declared' | 'parametersSchema'>): ScheduleDraft {
  return draftOf({ ...declared, parametersSchema });
}

/**
 * The change that turns `base` into `draft`, or null when there is none. What equals the declaration is sent as null, so that
 * it follows the declaration from then on.
 */
export function changeOf(base: Schedule, draft: ScheduleDraft): UpdateSchedule | null {
  const before = draftOf(base);
  const declared = declaredDraft(base);
  const change = {
    ...(draft.cron === before.cron ? {} : { cron: draft.cron === declared.cron ? null : draft.cron }),
    ...(draft.timeZone === before.timeZone ? {} : { timeZone: draft.timeZone === declared.timeZone ? null : draft.timeZone }),
    ...(sameParameters(draft, before) ? {} : { parameters: sameParameters(draft, declared) ? null : parametersOf(base, draft) }),
  };
  return Object.keys(change).length === 0 ? null : { version: base.version, ...change };
}

function sameParameters(one: ScheduleDraft, other: ScheduleDraft): boolean {
  return Object.entries(one.parameters).every(([name, text]) => other.parameters[name] === text);
}

function parametersOf({ parametersSchema }: Schedule, draft: ScheduleDraft): ScheduleParameters {
  return Object.fromEntries(describeParameters(parametersSchema).map(({ name, kind }) => [name, parameterValue(kind, draft.parameters[name] ?? '')]));
}
