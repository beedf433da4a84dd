import { z } from 'zod';
import { pageOf } from '../page/schema.ts';
import { RuleName } from './schema.ts';

/** One subject as a rule sees it now: who would be reminded and why, or who not and why not. */
export const DueEntry = z.object({
  rule: RuleName,
  subjectId: z.string().describe('The payment, user or verification'),
  userId: z.string(),
  userName: z.string().nullable(),
  email: z.string().nullable(),
  timeZone: z.string().nullable(),
  verdict: z.enum(['due', 'excluded']),
  code: z.string().nullable().describe('Why it is excluded, in a few words that runs count by; null when it is due'),
  reason: z.string().describe('Why it is due, or why not, in words'),
  slot: z.string().nullable().describe('Which occurrence it is, e.g. 2026-04-03.3d'),
  dueAt: z.iso.datetime().nullable().describe('When it became due'),
  notificationId: z.string().nullable().describe('The message, where it was sent before'),
});
export type DueEntry = z.infer<typeof DueEntry>;
export const DuePage = pageOf(DueEntry);

/** What one rule says about one user now: an entry for every open subject of the user, or for the user alone. */
export const RuleOutlook = z.object({
  rule: RuleName,
  description: z.string(),
  enabled: z.boolean().describe('Whether the schedule of the rule is on: nothing is sent by itself while it is off'),
  entries: z.array(DueEntry).describe('At most 200; none when the user has no open payment or verification that the rule is about'),
});
export type RuleOutlook = z.infer<typeof RuleOutlook>;
export const UserOutlook = z.object({ items: z.array(RuleOutlook) });
export type UserOutlook = z.infer<typeof UserOutlook>;
