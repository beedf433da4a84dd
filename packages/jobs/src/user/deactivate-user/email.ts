import { ACCOUNT_CATEGORY, type User } from '@carillon/domain';
import { linkTo, type CustomerFacing } from '../../customer-facing.ts';
import type { ReminderEmail } from '../../occurrence/perform-occurrence.ts';

/** What a user is told whose account was deactivated at `deactivatedAt`. */
export function accountDeactivatedEmail(user: User, deactivatedAt: Date, customerFacing: CustomerFacing): ReminderEmail {
  return {
    kind: 'email',
    user,
    to: user.email,
    category: ACCOUNT_CATEGORY,
    template: 'account-deactivated',
    data: {
      user: { name: user.name },
      account: { deactivatedAt: deactivatedAt.toISOString(), reactivateUrl: linkTo(customerFacing, 'reactivate') },
      timeZone: user.timeZone,
    },
  };
}
