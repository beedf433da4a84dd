import type { RuleName } from '@carillon/domain';

/** Where answers about schedules are kept. */
export const scheduleKeys = {
  all: ['schedules'] as const,
  list: ['schedules', 'list'] as const,
  detail: (rule: RuleName) => ['schedules', 'detail', rule] as const,
  runs: (rule: RuleName) => ['schedules', 'runs', rule] as const,
};
