import type { AttributeValue } from '../user/attributes.ts';
import type { User } from '../user/schema.ts';
import { addressKeyOf } from './audience.ts';
import { DAY_MS } from './compile-segment.ts';
import { attributeKeyOf, isUserField, userFields, type SegmentField } from './field.ts';
import type { SegmentCondition, SegmentRule } from './schema.ts';

/** Which campaigns reached a user, and what the user did with them. */
export interface CampaignFacts {
  sent: readonly string[];
  opened: readonly string[];
  clicked: readonly string[];
}

/** Whether a rule means this user, said without a database: what `compileSegment` selects is measured by it. */
export function matchSegment(rule: SegmentRule | null, user: User, facts: CampaignFacts, now: Date): boolean {
  if (rule === null) return true;
  switch (rule.op) {
    case 'and':
      return rule.rules.every((each) => matchSegment(each, user, facts, now));
    case 'or':
      return rule.rules.some((each) => matchSegment(each, user, facts, now));
    case 'not':
      return !matchSegment(rule.rule, user, facts, now);
    case 'has-tag':
      return user.tags.includes(rule.tag);
    case 'was-sent':
      return facts.sent.includes(rule.campaignId);
    case 'opened':
      return facts.opened.includes(rule.campaignId);
    case 'clicked':
      return facts.clicked.includes(rule.campaignId);
    default:
      return matchValue(rule, valueOf(user, rule.field), now);
  }
}

type FieldCondition = Extract<SegmentCondition, { field: SegmentField }>;

function matchValue(condition: FieldCondition, value: AttributeValue | null, now: Date): boolean {
  const wanted = (other: AttributeValue) => value !== null && isSame(value, folded(condition.field, other));
  switch (condition.op) {
    case 'equals':
      return wanted(condition.value);
    case 'differs':
      return !wanted(condition.value);
    case 'above':
      return compare(value, condition.value, (difference) => difference > 0);
    case 'at-least':
      return compare(value, condition.value, (difference) => difference >= 0);
    case 'below':
      return compare(value, condition.value, (difference) => difference < 0);
    case 'at-most':
      return compare(value, condition.value, (difference) => difference <= 0);
    case 'contains':
      return typeof value === 'string' && value.toLowerCase().includes(condition.value.toLowerCase());
    case 'starts-with':
      return typeof value === 'string' && value.toLowerCase().startsWith(condition.value.toLowerCase());
    case 'in':
      return condition.values.some(wanted);
    case 'exists':
      return value !== null;
    case 'in-the-last':
      return within(value, now.getTime() - condition.days * DAY_MS, now.getTime());
    case 'more-than-ago':
      return within(value, Number.NEGATIVE_INFINITY, now.getTime() - condition.days * DAY_MS - 1);
    case 'in-the-next':
      return within(value, now.getTime(), now.getTime() + condition.days * DAY_MS);
  }
}

/** What a user has there, as an attribute would hold it; null when there is nothing. */
function valueOf(user: User, field: SegmentField): AttributeValue | null {
  if (isUserField(field)) {
    const value = user[field];
    if (value === null) return null;
    return userFields[field] === 'date' ? { date: value } : folded(field, value);
  }
  const key = attributeKeyOf(field);
  return key !== null && Object.hasOwn(user.attributes, key) ? (user.attributes[key] ?? null) : null;
}

function folded(field: SegmentField, value: AttributeValue): AttributeValue {
  return field === 'email' && typeof value === 'string' ? addressKeyOf(value) : value;
}

function isSame(one: AttributeValue, other: AttributeValue): boolean {
  if (typeof one === 'object' || typeof other === 'object') return typeof one === 'object' && typeof other === 'object' && Date.parse(one.date) === Date.parse(other.date);
  return one === other;
}

/** Values of different types have no order between them. */
function compare(one: AttributeValue | null, other: AttributeValue, test: (difference: number) => boolean): boolean {
  if (typeof one === 'number' && typeof other === 'number') return test(Math.sign(one === other ? 0 : one - other));
  return typeof one === 'object' && one !== null && typeof other === 'object' && test(Date.parse(one.date) - Date.parse(other.date));
}

function within(value: AttributeValue | null, from: number, to: number): boolean {
  if (typeof value !== 'object' || value === null) return false;
  const at = Date.parse(value.date);
  return at >= from && at <= to;
}
