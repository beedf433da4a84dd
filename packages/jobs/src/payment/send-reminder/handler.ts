import type { JobResult } from '@carillon/queue';
import type { CustomerFacing } from '../../customer-facing.ts';
import type { OccurrencePayload } from '../../define-rule-jobs.ts';
import { performOccurrence, skipOccurrence, type PerformOccurrenceDeps } from '../../occurrence/perform-occurrence.ts';
import type { FindPaymentDeps } from '../find-payment.ts';
import { checkPaymentReminder } from './check.ts';
import { paymentSendReminder } from './definition.ts';
import { paymentReminderEmail } from './email.ts';

export interface SendPaymentReminderDeps extends PerformOccurrenceDeps, FindPaymentDeps {
  customerFacing: CustomerFacing;
}

/** Find the payment and its user, check again, claim, send the reminder on its way. */
export async function sendPaymentReminder(payload: OccurrencePayload, deps: SendPaymentReminderDeps): Promise<JobResult> {
  const checked = await checkPaymentReminder(deps, { ...payload, now: deps.clock.now() });
  if (checked.kind === 'excluded') return skipOccurrence(paymentSendReminder, payload, deps, checked);
  return performOccurrence(paymentSendReminder, payload, deps, { message: paymentReminderEmail(checked.payment, checked.user, deps.customerFacing) });
}
