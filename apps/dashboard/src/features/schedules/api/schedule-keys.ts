import type { ScheduleName } from '@carillon/domain';

/** Where answers about schedules are kept. */
export const scheduleKeys = {
  all: ['schedules'] as const,
  list: ['schedules', 'list'] as const,
  detail: (rule: ScheduleName) => ['schedules', 'detail', rule] as const,
  runs: (rule: ScheduleName) => ['schedules', 'runs', rule] as const,
};
