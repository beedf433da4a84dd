import { accountDeactivated } from './built-in/account-deactivated.ts';
import { announcement } from './built-in/announcement.ts';
import type { BuiltInTemplate } from './built-in/built-in-template.ts';
import { inactiveUser } from './built-in/inactive-user.ts';
import { newsletter } from './built-in/newsletter.ts';
import { paymentOverdue } from './built-in/payment-overdue.ts';
import { paymentReminder } from './built-in/payment-reminder.ts';
import { testEmail } from './built-in/test-email.ts';
import { verifyEmployee } from './built-in/verify-employee.ts';

export const builtInTemplates: readonly BuiltInTemplate[] = [testEmail, paymentReminder, paymentOverdue, inactiveUser, accountDeactivated, verifyEmployee, announcement, newsletter];

/** Undefined for a name that did not come with the product. */
export function builtInTemplate(name: string): BuiltInTemplate | undefined {
  return builtInTemplates.find((template) => template.name === name);
}
