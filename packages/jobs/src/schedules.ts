import { DeactivateUserParameters, InactiveUserParameters, PaymentOverdueParameters, PaymentReminderParameters, VerifyEmployeeParameters, type RuleName } from '@carillon/domain';
import { defineSchedule, type ScheduleDefinition } from '@carillon/queue';
import type { z } from 'zod';
import type { SweepDefinition } from './define-rule-jobs.ts';
import { campaignWatch } from './campaign/watch/definition.ts';
import { maintenanceExpireLeases } from './maintenance/expire-leases/definition.ts';
import { maintenanceRequeueStale } from './maintenance/requeue-stale/definition.ts';
import { maintenanceVerifyCounters } from './maintenance/verify-counters/definition.ts';
import { paymentMarkOverdueSweep } from './payment/mark-overdue/definition.ts';
import { paymentSendReminderSweep } from './payment/send-reminder/definition.ts';
import { receiptApply } from './receipt/apply/definition.ts';
import { userDeactivateUserSweep } from './user/deactivate-user/definition.ts';
import { userInactiveUserSweep } from './user/inactive-user/definition.ts';
import { verificationVerifyEmployeeSweep } from './verification/verify-employee/definition.ts';

/** When a rule is swept unless somebody has changed it, and what can be set about it. */
export interface RuleSchedule {
  rule: RuleName;
  /** Five fields, or six with seconds in front (node-cron). */
  cron: string;
  /** IANA name: the zone of the cron expression. Users are reminded by their own. */
  timeZone: string;
  /** What becomes of slots that passed while no scheduler ran: nothing, or one run for all of them. */
  missedSlots: 'skip' | 'run-once';
  /** A strict object in which every parameter has a default: `parameters.parse({})` are the defaults. */
  parameters: z.ZodObject;
  sweep: SweepDefinition;
  description: string;
}

/** Hourly, because midnight comes to some user's time zone in every hour; a sweep that finds nothing new costs a few requests. */
export const ruleSchedules: readonly RuleSchedule[] = [
  {
    rule: 'payment.send-reminder', cron: '5 * * * *', timeZone: 'Etc/UTC', missedSlots: 'run-once', parameters: PaymentReminderParameters, sweep: paymentSendReminderSweep,
    description: 'Reminds users of payments some days before they are due',
  },
  {
    rule: 'payment.mark-overdue', cron: '20 * * * *', timeZone: 'Etc/UTC', missedSlots: 'run-once', parameters: PaymentOverdueParameters, sweep: paymentMarkOverdueSweep,
    description: 'Marks payments as overdue when they are late, and tells their users once',
  },
  {
    rule: 'user.inactive-user', cron: '0 7 * * *', timeZone: 'Etc/UTC', missedSlots: 'run-once', parameters: InactiveUserParameters, sweep: userInactiveUserSweep,
    description: 'Asks users to come back who were not active, or did not sign in, for long',
  },
  {
    rule: 'user.deactivate-user', cron: '0 8 * * *', timeZone: 'Etc/UTC', missedSlots: 'skip', parameters: DeactivateUserParameters, sweep: userDeactivateUserSweep,
    description: 'Deactivates users who did not come back after their warning and a grace period',
  },
  {
    rule: 'verification.verify-employee', cron: '35 * * * *', timeZone: 'Etc/UTC', missedSlots: 'run-once', parameters: VerifyEmployeeParameters, sweep: verificationVerifyEmployeeSweep,
    description: 'Asks employees to verify their employment, a limited number of times',
  },
];

const slotPayload = (slot: Date) => ({ slot: slot.toISOString() });

/** Everything the clock starts. `maintenanceIntervalSeconds` (1 to 59) is how often lost work is looked for. */
export function allSchedules({ maintenanceIntervalSeconds }: { maintenanceIntervalSeconds: number }): ScheduleDefinition[] {
  const often = `*/${maintenanceIntervalSeconds} * * * * *`;
  return [
    defineSchedule({ name: 'campaign.watch', cron: often, timeZone: 'Etc/UTC', job: campaignWatch, payload: slotPayload }),
    defineSchedule({ name: 'maintenance.requeue-stale', cron: often, timeZone: 'Etc/UTC', job: maintenanceRequeueStale, payload: slotPayload }),
    defineSchedule({ name: 'maintenance.expire-leases', cron: often, timeZone: 'Etc/UTC', job: maintenanceExpireLeases, payload: slotPayload }),
    // Early ones again, and those whose job was lost.
    defineSchedule({ name: 'receipt.apply', cron: often, timeZone: 'Etc/UTC', job: receiptApply, payload: slotPayload }),
    defineSchedule({ name: 'maintenance.verify-counters', cron: '30 * * * * *', timeZone: 'Etc/UTC', job: maintenanceVerifyCounters, payload: slotPayload }),
  ];
}
