import { ACCOUNT_CATEGORY, type InactiveUserFacts, type User } from '@carillon/domain';
import { linkTo, type CustomerFacing } from '../../customer-facing.ts';
import type { ReminderEmail } from '../../occurrence/perform-occurrence.ts';

/** What a silent user is asked; the day of the deactivation is named only where there will be one. */
export function inactiveUserEmail(user: User, { since, deactivatesAt }: Pick<InactiveUserFacts, 'since' | 'deactivatesAt'>, customerFacing: CustomerFacing): ReminderEmail {
  return {
    kind: 'email',
    user,
    to: user.email,
    category: ACCOUNT_CATEGORY,
    template: 'inactive-user',
    data: {
      user: { name: user.name, lastLoginAt: user.lastLoginAt ?? since.toISOString() },
      account: { deactivatesAt: deactivatesAt?.toISOString() ?? null, signInUrl: linkTo(customerFacing, 'sign-in') },
      timeZone: user.timeZone,
    },
  };
}
