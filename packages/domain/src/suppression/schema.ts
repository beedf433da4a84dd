import { z } from 'zod';
import { listOf } from '../page/list-of.ts';
import { PageQuery, pageOf } from '../page/schema.ts';

export const SuppressionReason = z.enum(['hard-bounce', 'complaint', 'manual']);
export type SuppressionReason = z.infer<typeof SuppressionReason>;

/** An e-mail address or phone number, as addresses are compared: in lower case. */
export const SuppressedAddress = z
  .string()
  .transform((address) => address.trim().toLowerCase())
  .pipe(z.string().max(254).regex(/^([^\s@]+@[^\s@]+|\+[1-9]\d{6,14})$/, 'must be an e-mail address or an international phone number'));

/** An address that nothing is sent to any more, whoever it belongs to. */
export const Suppression = z.object({
  address: z.string(),
  reason: SuppressionReason,
  source: z.string().describe('What it follows from: a message, a receipt, an operator, an import'),
  createdAt: z.iso.datetime(),
});
export type Suppression = z.infer<typeof Suppression>;
export const SuppressionPage = pageOf(Suppression);

/** Newest first. */
export const ListSuppressions = PageQuery.extend({
  reason: SuppressionReason.optional(),
  search: z.string().trim().toLowerCase().min(1).max(254).describe('The beginning of an address').optional(),
  address: listOf(SuppressedAddress, { max: 50 }).describe('Exactly these, as far as they are on the list: one, or several separated by commas').optional(),
});
export type ListSuppressions = z.infer<typeof ListSuppressions>;

/** Body of `POST /suppressions`. */
export const AddSuppressions = z.strictObject({ addresses: z.array(SuppressedAddress).min(1).max(1_000), note: z.string().max(200).default('') });
export type AddSuppressions = z.infer<typeof AddSuppressions>;
export const AddedSuppressions = z.object({ added: z.int().min(0), existing: z.int().min(0) });
export type AddedSuppressions = z.infer<typeof AddedSuppressions>;
