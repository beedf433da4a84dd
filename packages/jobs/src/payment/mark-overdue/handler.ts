import { excluded, userUnknown, type Exclusion } from '@carillon/domain';
import type { JobResult } from '@carillon/queue';
import type { SqlServiceClient } from '@carillon/service-clients';
import type { CustomerFacing } from '../../customer-facing.ts';
import type { OccurrencePayload } from '../../define-rule-jobs.ts';
import { performOccurrence, skipOccurrence, type PerformOccurrenceDeps } from '../../occurrence/perform-occurrence.ts';
import { isRefusedWith } from '../../service-error.ts';
import type { FindPaymentDeps } from '../find-payment.ts';
import { checkOverduePayment } from './check.ts';
import { paymentMarkOverdue } from './definition.ts';
import { paymentOverdueEmail } from './email.ts';

export interface MarkPaymentOverdueDeps extends PerformOccurrenceDeps, FindPaymentDeps {
  sql: Pick<SqlServiceClient, 'getPayment' | 'markPaymentOverdue'>;
  customerFacing: CustomerFacing;
}

/** Find the payment and its user, check again, claim, mark it, send the notice on its way. */
export async function markPaymentOverdue(payload: OccurrencePayload, deps: MarkPaymentOverdueDeps): Promise<JobResult> {
  const checked = await checkOverduePayment(deps, { ...payload, now: deps.clock.now() });
  if (checked.kind === 'excluded') return skipOccurrence(paymentMarkOverdue, payload, deps, checked);
  const { payment, user, facts } = checked;
  return performOccurrence(paymentMarkOverdue, payload, deps, {
    act: () => mark(deps, payment.id, facts.asOf),
    message: facts.silent ?? (user === null ? userUnknown : paymentOverdueEmail(payment, user, facts, deps.customerFacing)),
  });
}

/** The service has the last word: whoever paid in this very moment is not told to be late. */
async function mark({ sql }: Pick<MarkPaymentOverdueDeps, 'sql'>, id: string, asOf: string): Promise<Exclusion | null> {
  try {
    await sql.markPaymentOverdue({ params: { id }, body: { asOf } });
    return null;
  } catch (error) {
    if (isRefusedWith(error, 409)) return excluded('no longer owed', error instanceof Error ? error.message : '');
    throw error;
  }
}
