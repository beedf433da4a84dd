import { z } from 'zod';
import { Category } from '../notification/schema.ts';

/** What somebody decided about messages of one category, when, and where that was said. */
export const Consent = z.object({
  category: Category.describe('"all" stands for every one'),
  wanted: z.boolean(),
  at: z.iso.datetime(),
  source: z.string().describe('e.g. one-click, preferences, import, operator:Ada'),
});
export type Consent = z.infer<typeof Consent>;

const Source = z.string().min(1).max(100).regex(/^[^\p{Cc}]*$/u, 'must be one line, without control characters');

/** Body of `POST /users/:id/consent`: the latest decision of a category counts, whatever the order they arrive in. */
export const RecordConsent = z.strictObject({
  category: Category,
  wanted: z.boolean(),
  source: Source,
  at: z.iso.datetime({ offset: true }).describe('When it was decided; left out: now').optional(),
});
export type RecordConsent = z.infer<typeof RecordConsent>;
