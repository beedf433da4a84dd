import { z } from 'zod';

/** Headers of requests that can be repeated safely. */
export const IdempotencyHeaders = z.object({
  'idempotency-key': z
    .string()
    .regex(/^[\x21-\x7e]{1,255}$/, 'must be 1 to 255 printable ASCII characters without spaces')
    .describe('A key of your choice, unique per request; the same key again returns the first answer, for as long as the installation keeps keys: 24 hours, unless IDEMPOTENCY_RETENTION_HOURS says otherwise')
    .optional(),
});
