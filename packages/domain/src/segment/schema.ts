import { z } from 'zod';
import { CAMPAIGN_CATEGORY } from '../category/categories.ts';
import { ChannelName } from '../channel/schema.ts';
import { CampaignId, SegmentId } from '../identity/schema.ts';
import { Category, HeaderText } from '../notification/schema.ts';
import { PageQuery, pageOf } from '../page/schema.ts';
import { AttributeValue, attributeTypeOf, Tag } from '../user/attributes.ts';
import { ExclusionReason } from './audience.ts';
import { SegmentField, typeOfField } from './field.ts';
import { measureRule } from './measure-rule.ts';

export const MAX_RULE_DEPTH = 10;
export const MAX_RULE_CONDITIONS = 100;
const MAX_DAYS = 36_500;

/** A value that a field is compared with; the same types as an attribute has. */
export const SegmentValue = AttributeValue;
export type SegmentValue = AttributeValue;

/** Refuses a value whose type the field can never have; attributes may have any. */
function checkType({ field, value }: { field: SegmentField; value: SegmentValue }, refuse: (message: string) => void): void {
  const type = typeOfField(field);
  if (type !== null && type !== attributeTypeOf(value)) refuse(type === 'date' ? `${field} is a date: compare it with one, like {"date": "2026-03-01T00:00:00Z"}` : `${field} is text: compare it with text`);
}

const Comparison = <Op extends string>(op: Op) =>
  z.strictObject({ op: z.literal(op), field: SegmentField, value: SegmentValue }).superRefine((condition, context) => {
    checkType(condition, (message) => context.addIssue({ code: 'custom', path: ['value'], message }));
  });

const Ordered = <Op extends string>(op: Op) =>
  Comparison(op).refine(({ value }) => ['number', 'date'].includes(attributeTypeOf(value)), { path: ['value'], message: 'has no order: compare with a number or a date' });

const TextField = SegmentField.refine((field) => typeOfField(field) !== 'date', 'is a date, and has no text');
const SearchText = z.string().min(1).max(200).regex(/^[^\p{Cc}]*$/u, 'must be one line, without control characters');
const TextTest = <Op extends string>(op: Op) => z.strictObject({ op: z.literal(op), field: TextField, value: SearchText });

const DateField = SegmentField.refine((field) => typeOfField(field) !== 'string', 'is text, and no date');
const RelativeDate = <Op extends string>(op: Op) => z.strictObject({ op: z.literal(op), field: DateField, days: z.int().min(1).max(MAX_DAYS) });

const CampaignTest = <Op extends string>(op: Op) => z.strictObject({ op: z.literal(op), campaignId: CampaignId });

const OneOf = z.strictObject({ op: z.literal('in'), field: SegmentField, values: z.array(SegmentValue).min(1).max(200) }).superRefine(({ field, values }, context) => {
  values.forEach((value, index) => checkType({ field, value }, (message) => context.addIssue({ code: 'custom', path: ['values', index], message })));
});
const Exists = z.strictObject({ op: z.literal('exists'), field: SegmentField });
const HasTag = z.strictObject({ op: z.literal('has-tag'), tag: Tag });

const conditions = [
  Comparison('equals'), Comparison('differs'),
  Ordered('above'), Ordered('at-least'), Ordered('below'), Ordered('at-most'),
  TextTest('contains'), TextTest('starts-with'),
  OneOf, Exists, HasTag,
  RelativeDate('in-the-last'), RelativeDate('more-than-ago'), RelativeDate('in-the-next'),
  CampaignTest('was-sent'), CampaignTest('opened'), CampaignTest('clicked'),
] as const;

/** One test of a user. What a user lacks is equal to nothing, and differs from everything. */
export const SegmentCondition = z.discriminatedUnion('op', conditions);
export type SegmentCondition = z.infer<typeof SegmentCondition>;

export type SegmentGroup = { op: 'and'; rules: SegmentRule[] } | { op: 'or'; rules: SegmentRule[] };
export type SegmentRule = SegmentGroup | { op: 'not'; rule: SegmentRule } | SegmentCondition;

/** The tree of groups and conditions, of any size. */
export const SegmentRuleTree: z.ZodType<SegmentRule> = z.lazy(() => z.discriminatedUnion('op', [Group('and'), Group('or'), z.strictObject({ op: z.literal('not'), rule: SegmentRuleTree }), ...conditions]));
function Group<Op extends string>(op: Op) {
  return z.strictObject({ op: z.literal(op), rules: z.array(SegmentRuleTree).min(1, 'needs at least one condition').max(MAX_RULE_CONDITIONS) });
}

/** Who belongs to a segment, as a tree: groups (`and`, `or`, `not`) of conditions. Its size is looked at before its content. */
export const SegmentRule = z.preprocess((value, context) => {
  const { depth, conditions: count } = measureRule(value, MAX_RULE_DEPTH);
  if (depth <= MAX_RULE_DEPTH && count <= MAX_RULE_CONDITIONS) return value;
  context.addIssue({ code: 'custom', message: depth > MAX_RULE_DEPTH ? `is nested more than ${MAX_RULE_DEPTH} deep` : `has more than ${MAX_RULE_CONDITIONS} conditions` });
  return z.NEVER;
}, SegmentRuleTree);

const Name = HeaderText.max(100);
const Description = z.string().max(500);

/** A stored rule over users; null stands for everybody. `version` counts the changes. */
export const Segment = z.object({
  id: SegmentId,
  name: z.string(),
  description: z.string(),
  rule: SegmentRule.nullable(),
  version: z.int().positive(),
  createdAt: z.iso.datetime(),
  updatedAt: z.iso.datetime(),
  updatedBy: z.string(),
});
export type Segment = z.infer<typeof Segment>;
export const SegmentPage = pageOf(Segment);
export const ListSegments = PageQuery;

/** Body of `POST /segments`. */
export const CreateSegment = z.strictObject({ name: Name, description: Description.default(''), rule: SegmentRule.nullable() });
export type CreateSegment = z.infer<typeof CreateSegment>;

/** Body of `PUT /segments/:id`; refused when `version` is not the newest any more. */
export const UpdateSegment = CreateSegment.extend({ version: z.int().positive() });
export type UpdateSegment = z.infer<typeof UpdateSegment>;

/** Body of `POST /segments/preview`: whom a rule would reach, saved or not. */
export const PreviewSegment = z.strictObject({
  rule: SegmentRule.nullable(),
  channel: ChannelName.default('email'),
  category: Category.default(CAMPAIGN_CATEGORY).describe('Who does not want messages of this category is left out'),
  samples: z.int().min(0).max(50).default(10),
});
export type PreviewSegment = z.infer<typeof PreviewSegment>;

/** What a launch would find right now: by the same reading, so the numbers are the same. */
export const SegmentPreview = z.object({
  matched: z.int().describe('Users whom the rule means: those included and those excluded'),
  included: z.int(),
  excluded: z.record(ExclusionReason, z.int()).describe('How many are left out, by reason'),
  samples: z.array(z.object({ userId: z.string(), name: z.string(), address: z.string() })).describe('The first of those included, in the order of their addresses'),
  excludedSamples: z.array(z.object({ userId: z.string(), reason: ExclusionReason })),
  asOf: z.iso.datetime(),
});
export type SegmentPreview = z.infer<typeof SegmentPreview>;
