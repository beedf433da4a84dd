import { z } from 'zod';
import { ApiKeyId } from '../identity/schema.ts';
import { Permission } from '../operator/permissions.ts';
import { pageOf } from '../page/schema.ts';

/** Scopes a key can hold: everything but administering people and keys. */
export const ApiKeyScope = Permission.exclude(['operators:manage', 'api-keys:manage']);
export type ApiKeyScope = z.infer<typeof ApiKeyScope>;

export const ApiKey = z.object({
  id: ApiKeyId,
  name: z.string(),
  hint: z.string().describe('The last four characters, to tell keys apart'),
  scopes: z.array(ApiKeyScope),
  createdAt: z.iso.datetime(),
  lastUsedAt: z.iso.datetime().nullable(),
  expiresAt: z.iso.datetime().nullable(),
  revokedAt: z.iso.datetime().nullable(),
});
export type ApiKey = z.infer<typeof ApiKey>;

export const CreateApiKey = z.strictObject({
  name: z.string().trim().min(1).max(100),
  scopes: z.array(ApiKeyScope).min(1),
  expiresAt: z.iso.datetime({ offset: true }).optional(),
});
export type CreateApiKey = z.infer<typeof CreateApiKey>;

/** The only answer that ever contains the key itself. */
export const CreatedApiKey = ApiKey.extend({ key: z.string() });
export type CreatedApiKey = z.infer<typeof CreatedApiKey>;

export const ApiKeyPage = pageOf(ApiKey);
