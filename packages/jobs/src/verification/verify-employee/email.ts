import { VERIFICATION_CATEGORY, type User, type Verification } from '@carillon/domain';
import { linkTo, type CustomerFacing } from '../../customer-facing.ts';
import type { ReminderEmail } from '../../occurrence/perform-occurrence.ts';

/** What an employee is asked, at the address that the verification names. */
export function verifyEmployeeEmail(verification: Verification, user: User, customerFacing: CustomerFacing): ReminderEmail {
  return {
    kind: 'email',
    user,
    to: verification.email,
    category: VERIFICATION_CATEGORY,
    template: 'verify-employee',
    data: {
      user: { name: verification.employeeName },
      employer: { name: customerFacing.companyName },
      verification: { url: linkTo(customerFacing, 'verifications', verification.id), expiresAt: verification.expiresAt },
      timeZone: user.timeZone,
    },
  };
}
