import type { RuleName } from '@carillon/domain';

/** Rules as people call them. */
export const ruleLabels: Record<RuleName, string> = {
  'payment.send-reminder': 'Payment reminders',
  'payment.mark-overdue': 'Overdue payments',
  'user.inactive-user': 'Inactive users',
  'user.deactivate-user': 'Deactivation of users',
  'verification.verify-employee': 'Employee verification',
};
