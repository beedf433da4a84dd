import type { Template } from '@carillon/domain';
import { accountDeactivated } from './built-in/account-deactivated.ts';
import { inactiveUser } from './built-in/inactive-user.ts';
import { paymentOverdue } from './built-in/payment-overdue.ts';
import { paymentReminder } from './built-in/payment-reminder.ts';
import { testEmail } from './built-in/test-email.ts';
import { verifyEmployee } from './built-in/verify-employee.ts';

/** A template that comes with the product, as it is before anybody edits it. */
export type BuiltInTemplate = Pick<Template, 'name' | 'description' | 'subject' | 'html' | 'text' | 'layout' | 'sample'>;

export const builtInTemplates: readonly BuiltInTemplate[] = [testEmail, paymentReminder, paymentOverdue, inactiveUser, accountDeactivated, verifyEmployee];

export function builtInTemplate(name: string): BuiltInTemplate | undefined {
  return builtInTemplates.find((template) => template.name === name);
}
