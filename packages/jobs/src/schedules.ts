import { DeactivateUserParameters, InactiveUserParameters, PaymentOverdueParameters, PaymentReminderParameters, NoParameters, RequeueStaleParameters, RollUpCountersParameters, VerifyEmployeeParameters, type MaintenanceName, type RuleName } from '@carillon/domain';
import { defineSchedule, type ScheduleDefinition } from '@carillon/queue';
import type { z } from 'zod';
import type { SweepDefinition } from './define-rule-jobs.ts';
import { campaignAskForReceipts } from './campaign/ask-for-receipts/definition.ts';
import { campaignWatch } from './campaign/watch/definition.ts';
import { maintenanceExpireLeases } from './maintenance/expire-leases/definition.ts';
import { maintenancePurge } from './maintenance/purge/definition.ts';
import { maintenanceRequeueStale } from './maintenance/requeue-stale/definition.ts';
import { maintenanceRollUpCounters } from './maintenance/roll-up-counters/definition.ts';
import { maintenanceVerifyCounters } from './maintenance/verify-counters/definition.ts';
import { paymentMarkOverdueSweep } from './payment/mark-overdue/definition.ts';
import { paymentSendReminderSweep } from './payment/send-reminder/definition.ts';
import { receiptApply } from './receipt/apply/definition.ts';
import { receiptAsk } from './receipt/ask/definition.ts';
import { userDeactivateUserSweep } from './user/deactivate-user/definition.ts';
import { userInactiveUserSweep } from './user/inactive-user/definition.ts';
import { verificationVerifyEmployeeSweep } from './verification/verify-employee/definition.ts';

/** When something is started unless somebody has changed it, and what can be set about it. */
interface Declared<Name> {
  rule: Name;
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
  /** After how long, in milliseconds, a run that nobody finished is given up; left out: the scheduler's own limit. */
  giveUpMs?: number;
}
export type RuleSchedule = Declared<RuleName>;
export type MaintenanceSchedule = Declared<MaintenanceName>;
export type DeclaredSchedule = RuleSchedule | MaintenanceSchedule;

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

/** What a minute brings again needs no patience: while no worker is there, runs would only pile up. */
const MINUTE_MS = 60_000;

/** `maintenanceIntervalSeconds` (1 to 59) is how often lost work is looked for. */
export function maintenanceSchedules({ maintenanceIntervalSeconds }: { maintenanceIntervalSeconds: number }): readonly MaintenanceSchedule[] {
  const often = `*/${maintenanceIntervalSeconds} * * * * *`;
  const every = { timeZone: 'Etc/UTC', missedSlots: 'skip', giveUpMs: MINUTE_MS } as const;
  return [
    {
      ...every, rule: 'maintenance.requeue-stale', cron: often, parameters: RequeueStaleParameters, sweep: maintenanceRequeueStale,
      description: 'Puts jobs back into Redis for messages that are due and have none',
    },
    {
      ...every, rule: 'maintenance.expire-leases', cron: often, parameters: NoParameters, sweep: maintenanceExpireLeases,
      description: 'Ends attempts whose worker is gone: they are tried again, or an operator decides',
    },
    {
      ...every, rule: 'maintenance.verify-counters', cron: '30 * * * * *', parameters: NoParameters, sweep: maintenanceVerifyCounters,
      description: 'Recounts the numbers of the dashboard, and mends those that differ; forgets given-up jobs whose work was done since',
    },
    {
      ...every, rule: 'maintenance.roll-up-counters', cron: '25 * * * *', parameters: RollUpCountersParameters, sweep: maintenanceRollUpCounters,
      description: 'Keeps old numbers of the dashboard by the hour, and no longer by the minute',
    },
    {
      ...every, rule: 'maintenance.purge', cron: '40 * * * *', parameters: NoParameters, sweep: maintenancePurge,
      description: 'Removes what has outlived its use and does not expire by itself',
    },
  ];
}

/** Everything the clock starts. */
export function allSchedules(options: { maintenanceIntervalSeconds: number }): readonly DeclaredSchedule[] {
  return [...ruleSchedules, ...maintenanceSchedules(options)];
}

const slotPayload = (slot: Date) => ({ slot: slot.toISOString() });

/** What looks every few seconds whether something is to be done; there is nothing to set about it, and no run is kept. */
export function heartbeats({ maintenanceIntervalSeconds }: { maintenanceIntervalSeconds: number }): readonly ScheduleDefinition[] {
  const often = { cron: `*/${maintenanceIntervalSeconds} * * * * *`, timeZone: 'Etc/UTC', payload: slotPayload };
  return [
    defineSchedule({ ...often, name: 'campaign.watch', job: campaignWatch }),
    // Early ones again, and those whose job was lost.
    defineSchedule({ ...often, name: 'receipt.apply', job: receiptApply }),
    defineSchedule({ ...often, name: 'receipt.ask', job: receiptAsk }),
    defineSchedule({ ...often, name: 'campaign.ask-for-receipts', job: campaignAskForReceipts }),
  ];
}
