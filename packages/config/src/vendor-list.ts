import { z } from 'zod';

/** The key of Standard Webhooks signatures: `whsec_` and 24 to 64 bytes in base64. */
const WebhookSecret = z
  .string()
  .regex(/^whsec_[A-Za-z0-9+/]+={0,2}$/, 'must be whsec_ and base64')
  .refine((secret) => {
    const { length } = Buffer.from(secret.slice('whsec_'.length), 'base64');
    return length >= 24 && length <= 64;
  }, 'must have 24 to 64 bytes');

/** One account at a vendor. */
const Vendor = z.strictObject({
  name: z.string().regex(/^[a-z][a-z0-9-]{0,39}$/, 'must be lower-case letters, digits and hyphens'),
  url: z.url({ protocol: /^https?$/ }),
  secret: z.union([WebhookSecret, z.array(WebhookSecret).min(1).max(5)]),
  apiKey: z.string().min(1).optional(),
  ratePerSecond: z.number().positive().max(100_000).optional(),
});

const Vendors = z
  .array(Vendor)
  .max(20)
  .refine((vendors) => new Set(vendors.map(({ name }) => name)).size === vendors.length, 'two accounts have the same name')
  .refine((vendors) => vendors.every(({ name }) => name !== 'email'), 'the name email is taken by mail itself');

/** The value of VENDORS: a JSON array. */
export const VendorList = z
  .string()
  .transform((text, context): unknown => {
    try {
      return JSON.parse(text);
    } catch {
      context.addIssue({ code: 'custom', message: 'must be a JSON array of {name, url, secret, apiKey?, ratePerSecond?}' });
      return z.NEVER;
    }
  })
  .pipe(Vendors);
