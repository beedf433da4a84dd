import { z } from 'zod';
import { UserId, VerificationId } from '../identity/record-id.ts';
import { EmailAddress, HeaderText } from '../notification/schema.ts';
import { PageQuery, pageOf } from '../page/schema.ts';

export const VerificationStatus = z.enum(['pending', 'verified', 'expired', 'rejected']);
export type VerificationStatus = z.infer<typeof VerificationStatus>;

const Instant = z.iso.datetime();
const GivenInstant = z.iso.datetime({ offset: true });

/** The check of one employee, from the request until it is settled or its time is over. */
export const Verification = z.object({
  id: VerificationId,
  userId: UserId,
  employeeName: z.string(),
  email: z.string().describe('Where the employee is asked'),
  status: VerificationStatus,
  requestedAt: Instant,
  expiresAt: Instant,
  settledAt: Instant.nullable().describe('When it was verified, rejected or expired'),
  createdAt: Instant,
  updatedAt: Instant,
});
export type Verification = z.infer<typeof Verification>;
export const VerificationPage = pageOf(Verification);

const fields = z.strictObject({
  id: VerificationId.optional(),
  userId: UserId,
  employeeName: HeaderText.max(200),
  email: EmailAddress,
  requestedAt: GivenInstant.describe('Not in the future. Left out: now').optional(),
  expiresAt: GivenInstant,
});
const expiresLater = ({ requestedAt, expiresAt }: z.infer<typeof fields>) => requestedAt === undefined || Date.parse(expiresAt) > Date.parse(requestedAt);

/** Body of `POST /verifications`. With an id of its own the request may be repeated: the same content is taken once. */
export const CreateVerification = fields.refine(expiresLater, { path: ['expiresAt'], message: 'must be after requestedAt' });
export type CreateVerification = z.infer<typeof CreateVerification>;
/** A line of a verifications CSV has the same fields; an empty one counts as left out. */
export const verificationCsvColumns = ['id', 'userId', 'employeeName', 'email', 'requestedAt', 'expiresAt'] as const;

/** Pending verifications, longest waiting first. The bounds choose by age. */
export const ListPendingVerifications = PageQuery.extend({
  requestedAfter: GivenInstant.optional(),
  requestedBefore: GivenInstant.optional(),
});
/** Newest request first. */
export const ListVerifications = PageQuery.extend({ userId: UserId.optional(), status: VerificationStatus.optional() });

/** Body of the commands `verify`, `reject` and `expire`. */
export const SettleVerification = z.strictObject({});

/** What a command came to: `changed` is false when the verification was in that state before. */
export const VerificationChange = z.object({ changed: z.boolean(), verification: Verification });
export type VerificationChange = z.infer<typeof VerificationChange>;
