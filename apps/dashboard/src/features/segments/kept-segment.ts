import { SegmentRule, userFields, type AttributeType, type Segment } from '@carillon/domain';
import { z } from 'zod';
import { draftOf, joins, kindOf, testsOf, type DraftNode, type GroupDraft, type Subject, type Test } from './rule-draft.ts';

/** A segment as it is being written. */
export interface SegmentDraft {
  name: string;
  description: string;
  root: GroupDraft;
}

const isOneOf = (choices: readonly string[]) => (value: unknown) => typeof value === 'string' && choices.includes(value);
const Condition = z
  .object({
    kind: z.literal('condition'),
    key: z.string(),
    negated: z.boolean(),
    subject: z.custom<Subject>(isOneOf([...Object.keys(userFields), 'attribute', 'tag', 'campaign'])),
    attribute: z.string(),
    type: z.custom<AttributeType>(isOneOf(['string', 'number', 'boolean', 'date'] satisfies AttributeType[])),
    test: z.custom<Test>(isOneOf(Object.values(testsOf).flat())),
    value: z.string(),
  })
  .refine((condition) => testsOf[kindOf(condition)].includes(condition.test));
const Foreign = z.object({ kind: z.literal('foreign'), key: z.string(), rule: SegmentRule });
const Group: z.ZodType<GroupDraft> = z.object({ kind: z.literal('group'), key: z.string(), join: z.enum(joins), items: z.array(z.lazy((): z.ZodType<DraftNode> => z.union([Condition, Foreign, Group]))) });

export const KeptSegment: z.ZodType<SegmentDraft> = z.object({ name: z.string(), description: z.string(), root: Group });

export function segmentDraftOf(segment: Segment | null, newKey: () => string): SegmentDraft {
  return { name: segment?.name ?? '', description: segment?.description ?? '', root: draftOf(segment?.rule ?? null, newKey) };
}

/** Keys only tell the parts of one draft from each other. */
export function sameSegment(one: SegmentDraft, other: SegmentDraft): boolean {
  const withoutKeys = (draft: SegmentDraft) => JSON.stringify(draft, (name, value: unknown) => (name === 'key' ? undefined : value));
  return withoutKeys(one) === withoutKeys(other);
}

/** Where a half-written segment is kept: a new one, or changes of a version. */
export function keptKey(segment: Pick<Segment, 'id' | 'version'> | null): string {
  return segment === null ? 'segment-draft' : `segment-draft:${segment.id}:${segment.version}`;
}
