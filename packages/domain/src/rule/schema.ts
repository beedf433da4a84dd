import { z } from 'zod';

/** Why a reminder is sent. The name is also the name of its job, and of the folder that holds it. */
export const RuleName = z.enum(['payment.send-reminder', 'payment.mark-overdue', 'user.inactive-user', 'user.deactivate-user', 'verification.verify-employee']);
export type RuleName = z.infer<typeof RuleName>;

/** What a rule is about; each group has a queue of its own. */
export const RuleGroup = z.enum(['payment', 'user', 'verification']);
export type RuleGroup = z.infer<typeof RuleGroup>;

/** `payment.send-reminder` → `payment`. */
export function groupOf(rule: RuleName): RuleGroup {
  return RuleGroup.parse(rule.slice(0, rule.indexOf('.')));
}
