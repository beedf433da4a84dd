import type { ScheduleGroup, ScheduleName } from '@carillon/domain';
import { ruleLabels } from './rule-labels.ts';

/** Schedules as people call them. */
export const scheduleLabels: Record<ScheduleName, string> = {
  ...ruleLabels,
  'maintenance.requeue-stale': 'Lost jobs',
  'maintenance.expire-leases': 'Abandoned attempts',
  'maintenance.verify-counters': 'Numbers recounted',
  'maintenance.roll-up-counters': 'Old numbers',
  'maintenance.purge': 'Leftovers',
};

export const scheduleGroupLabels: Record<ScheduleGroup, string> = { payment: 'Payments', user: 'Users', verification: 'Verifications', maintenance: 'Maintenance' };
