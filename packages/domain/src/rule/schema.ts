import { z } from 'zod';

/** Why a reminder is sent. The name is also the name of its job, and of the folder that holds it. */
export const RuleName = z.enum(['payment.send-reminder', 'payment.mark-overdue', 'user.inactive-user', 'user.deactivate-user', 'verification.verify-employee']);
export type RuleName = z.infer<typeof RuleName>;

/** What keeps the house in order. No rule: it reaches nobody. The name is also the name of its job, and of the folder that holds it. */
export const MaintenanceName = z.enum(['maintenance.requeue-stale', 'maintenance.expire-leases', 'maintenance.verify-counters', 'maintenance.roll-up-counters', 'maintenance.purge']);
export type MaintenanceName = z.infer<typeof MaintenanceName>;

/** Everything that the clock starts. */
export const ScheduleName = z.enum([...RuleName.options, ...MaintenanceName.options]);
export type ScheduleName = z.infer<typeof ScheduleName>;

/** What a schedule is about; each group has a queue of its own. */
export const ScheduleGroup = z.enum(['payment', 'user', 'verification', 'maintenance']);
export type ScheduleGroup = z.infer<typeof ScheduleGroup>;

/** `payment.send-reminder` → `payment`. */
export function groupOf(name: ScheduleName): ScheduleGroup {
  return ScheduleGroup.parse(name.slice(0, name.indexOf('.')));
}

/** The rules whose subjects are payments. */
export const paymentRules: readonly string[] = RuleName.options.filter((rule) => groupOf(rule) === 'payment');
