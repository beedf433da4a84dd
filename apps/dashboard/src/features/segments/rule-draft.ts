import { attributeKeyOf, attributeTypeOf, isUserField, SegmentRule, userFields, type AttributeType, type SegmentValue, type UserField } from '@carillon/domain';
import { attributeText, readAttribute, readNumber } from '../../lib/attribute-text.ts';

export type Subject = UserField | 'attribute' | 'tag' | 'campaign';
export type Test = Exclude<SegmentRule['op'], 'and' | 'or' | 'not'>;
/** What decides which tests and values make sense. */
export type SubjectKind = AttributeType | 'tag' | 'campaign';

/** One condition while it is being written: every value as the text that stands in its field. */
export interface ConditionDraft {
  kind: 'condition';
  key: string;
  negated: boolean;
  subject: Subject;
  attribute: string;
  /** Of the attribute. */
  type: AttributeType;
  test: Test;
  value: string;
}
export const joins = ['all', 'any', 'none', 'not-all'] as const;
export type Join = (typeof joins)[number];
export interface GroupDraft {
  kind: 'group';
  key: string;
  join: Join;
  items: DraftNode[];
}
/** What the API can say and this editor can't: it is kept as it is. */
export interface ForeignDraft {
  kind: 'foreign';
  key: string;
  rule: SegmentRule;
}
export type DraftNode = ConditionDraft | GroupDraft | ForeignDraft;

export const testsOf: Record<SubjectKind, readonly Test[]> = {
  string: ['equals', 'contains', 'starts-with', 'in', 'exists'],
  number: ['equals', 'above', 'at-least', 'below', 'at-most', 'in', 'exists'],
  boolean: ['equals', 'exists'],
  date: ['in-the-last', 'more-than-ago', 'in-the-next', 'at-least', 'below', 'exists'],
  tag: ['has-tag'],
  campaign: ['was-sent', 'opened', 'clicked'],
};

export function kindOf({ subject, type }: Pick<ConditionDraft, 'subject' | 'type'>): SubjectKind {
  if (subject === 'tag' || subject === 'campaign') return subject;
  return subject === 'attribute' ? type : userFields[subject];
}

export function blankCondition(key: string): ConditionDraft {
  return { kind: 'condition', key, negated: false, subject: 'tag', attribute: '', type: 'string', test: 'has-tag', value: '' };
}

/** The rule a draft says, or what is wrong with it by the key of the part. No condition at all means everybody: null. */
export function readDraft(root: GroupDraft): { rule: SegmentRule | null; problems: ReadonlyMap<string, string> } {
  const problems = new Map<string, string>();
  if (root.items.length === 0) return { rule: null, problems };
  const given = toGiven(root);
  for (const node of nodesOf(root)) {
    const problem = problemOf(node);
    if (problem !== null) problems.set(node.key, problem);
  }
  if (problems.size > 0) return { rule: null, problems };
  const parsed = SegmentRule.safeParse(given);
  if (!parsed.success) problems.set(root.key, parsed.error.issues[0]?.message ?? 'is not valid');
  return { rule: parsed.data ?? null, problems };
}

/** A draft that says what a rule says; its root is always a group. */
export function draftOf(rule: SegmentRule | null, newKey: () => string): GroupDraft {
  if (rule === null) return { kind: 'group', key: newKey(), join: 'all', items: [] };
  const draft = toDraft(rule, newKey);
  return draft.kind === 'group' ? draft : { kind: 'group', key: newKey(), join: 'all', items: [draft] };
}

function nodesOf(node: DraftNode): DraftNode[] {
  return node.kind === 'group' ? [node, ...node.items.flatMap(nodesOf)] : [node];
}

function problemOf(node: DraftNode): string | null {
  if (node.kind === 'foreign') return null;
  if (node.kind === 'group') return node.items.length === 0 ? 'needs at least one condition' : null;
  const parsed = SegmentRule.safeParse(conditionOf(node));
  if (parsed.success) return null;
  if (node.value.trim() === '' && node.test !== 'exists') return 'needs a value';
  return parsed.error.issues[0]?.message ?? 'is not valid';
}

/** What is sent, before anybody checked it. */
function toGiven(node: DraftNode): unknown {
  if (node.kind === 'foreign') return node.rule;
  if (node.kind === 'condition') return node.negated ? { op: 'not', rule: conditionOf(node) } : conditionOf(node);
  const group = { op: node.join === 'all' || node.join === 'not-all' ? 'and' : 'or', rules: node.items.map(toGiven) };
  return node.join === 'none' || node.join === 'not-all' ? { op: 'not', rule: group } : group;
}

function conditionOf(draft: ConditionDraft): unknown {
  const { subject, attribute, test: op, value } = draft;
  if (subject === 'tag') return { op, tag: value.trim() };
  if (subject === 'campaign') return { op, campaignId: value.trim() };
  const field = subject === 'attribute' ? `attributes.${attribute.trim()}` : subject;
  if (op === 'exists') return { op, field };
  if (op === 'in-the-last' || op === 'more-than-ago' || op === 'in-the-next') return { op, field, days: readNumber(value) };
  const type = subject === 'attribute' ? draft.type : userFields[subject];
  if (op === 'in') return { op, field, values: value.split(',').map((part) => part.trim()).filter((part) => part !== '').map((part) => readAttribute(part, type)) };
  return { op, field, value: readAttribute(value, type) };
}

function toDraft(rule: SegmentRule, newKey: () => string): DraftNode {
  const draft = tryDraft(rule, newKey);
  // Whatever does not come back as it went in would be changed by merely being looked at.
  return draft !== null && JSON.stringify(toGiven(draft)) === JSON.stringify(rule) ? draft : { kind: 'foreign', key: newKey(), rule };
}

function tryDraft(rule: SegmentRule, newKey: () => string): DraftNode | null {
  if (rule.op === 'and' || rule.op === 'or') return { kind: 'group', key: newKey(), join: rule.op === 'and' ? 'all' : 'any', items: rule.rules.map((each) => toDraft(each, newKey)) };
  if (rule.op !== 'not') return tryCondition(rule, newKey());
  const inner = toDraft(rule.rule, newKey);
  if (inner.kind === 'group' && (inner.join === 'all' || inner.join === 'any')) return { ...inner, join: inner.join === 'all' ? 'not-all' : 'none' };
  return inner.kind === 'condition' && !inner.negated ? { ...inner, negated: true } : null;
}

function tryCondition(rule: Exclude<SegmentRule, { rules: unknown } | { rule: unknown }>, key: string): ConditionDraft | null {
  const blank = { ...blankCondition(key), test: rule.op };
  if (rule.op === 'has-tag') return { ...blank, value: rule.tag };
  if (rule.op === 'was-sent' || rule.op === 'opened' || rule.op === 'clicked') return { ...blank, subject: 'campaign', value: rule.campaignId };
  const attribute = attributeKeyOf(rule.field) ?? '';
  const subject: Subject = isUserField(rule.field) ? rule.field : 'attribute';
  const about = { ...blank, subject, attribute };
  if (rule.op === 'exists') return about;
  if ('days' in rule) return { ...about, type: 'date', value: String(rule.days) };
  const values = rule.op === 'in' ? rule.values : [rule.value];
  const [first] = values;
  if (first === undefined) return null;
  const type = attributeTypeOf(first);
  const draft = { ...about, type, value: values.map(textOf).join(', ') };
  return testsOf[kindOf(draft)].includes(rule.op) ? draft : null;
}

/** A date is shortened where it comes back as it is, and not only as the same instant. */
function textOf(value: SegmentValue): string {
  const text = attributeText(value);
  return typeof value === 'object' && JSON.stringify(readAttribute(text, 'date')) !== JSON.stringify(value) ? value.date : text;
}
