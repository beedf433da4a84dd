import { z } from 'zod';

/**
 * The id of a record that another system may own: it goes into URLs, job ids and mails as it is, and is never taken apart.
 * Case matters.
 */
function recordId<Brand extends string>() {
  return z
    .string()
    .regex(/^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/, 'must be 1 to 64 letters, digits, dots, hyphens or underscores, and begin with a letter or digit')
    .brand<Brand>();
}

export const UserId = recordId<'UserId'>();
export type UserId = z.infer<typeof UserId>;
export const PaymentId = recordId<'PaymentId'>();
export type PaymentId = z.infer<typeof PaymentId>;
export const VerificationId = recordId<'VerificationId'>();
export type VerificationId = z.infer<typeof VerificationId>;
