import { z } from 'zod';
import { OperatorId } from '../identity/schema.ts';
import { pageOf } from '../page/schema.ts';
import { EmailAddress } from '../notification/schema.ts';

/** What a person who signs in may do: look; look and act; look, act and administer. */
export const OperatorRole = z.enum(['viewer', 'operator', 'admin']);
export type OperatorRole = z.infer<typeof OperatorRole>;

/** One that is chosen now; older ones may be shorter. */
export const NewPassword = z.string().min(12, 'must have at least 12 characters').max(200);

export const Operator = z.object({
  id: OperatorId,
  email: z.string(),
  name: z.string(),
  role: OperatorRole,
  disabled: z.boolean(),
  createdAt: z.iso.datetime(),
  lastSignInAt: z.iso.datetime().nullable(),
});
export type Operator = z.infer<typeof Operator>;

export const CreateOperator = z.strictObject({
  email: EmailAddress,
  name: z.string().trim().min(1).max(100),
  role: OperatorRole,
  password: NewPassword,
});
export type CreateOperator = z.infer<typeof CreateOperator>;

export const UpdateOperator = z
  .strictObject({
    name: z.string().trim().min(1).max(100).optional(),
    role: OperatorRole.optional(),
    disabled: z.boolean().optional(),
    password: NewPassword.optional(),
  })
  .refine((change) => Object.keys(change).length > 0, 'name at least one field to change');
export type UpdateOperator = z.infer<typeof UpdateOperator>;

export const OperatorPage = pageOf(Operator);
