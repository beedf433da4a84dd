import { attributeKeyOf, isUserField, type SegmentRule, type SegmentValue, type UserField } from '@carillon/domain';
import { dateText } from '../../lib/attribute-text.ts';
import type { Join, Test } from './rule-draft.ts';

export const fieldWords: Record<UserField, string> = {
  name: 'Name', email: 'E-mail', phone: 'Phone', externalId: 'External id', locale: 'Language', timeZone: 'Time zone', status: 'State',
  createdAt: 'Joined', lastActiveAt: 'Last active', lastLoginAt: 'Last sign-in',
};
export const testWords: Record<Test, string> = {
  'equals': 'is', 'differs': 'is not', 'above': 'is more than', 'at-least': 'is at least', 'below': 'is less than', 'at-most': 'is at most', 'contains': 'contains', 'starts-with': 'begins with', 'in': 'is one of',
  'exists': 'is known', 'has-tag': 'has the tag', 'in-the-last': 'is in the last days', 'more-than-ago': 'is more days ago than', 'in-the-next': 'is in the next days', 'was-sent': 'was sent', 'opened': 'opened', 'clicked': 'clicked in',
};
export const dateTestWords: Partial<Record<Test, string>> = { 'at-least': 'is on or after', 'below': 'is before' };
export const joinWords: Record<Join, string> = { 'all': 'All of these hold', 'any': 'Any of these holds', 'none': 'None of these holds', 'not-all': 'Not all of these hold' };

/** A rule as a sentence, for lists. */
export function describeRule(rule: SegmentRule | null): string {
  return rule === null ? 'Everybody' : say(rule, false);
}

function say(rule: SegmentRule, inside: boolean): string {
  switch (rule.op) {
    case 'and':
    case 'or': {
      const words = rule.rules.map((each) => say(each, true)).join(rule.op === 'and' ? ' and ' : ' or ');
      return inside && rule.rules.length > 1 ? `(${words})` : words;
    }
    case 'not':
      return `not ${say(rule.rule, true)}`;
    case 'has-tag':
      return `tag ${rule.tag}`;
    case 'was-sent':
    case 'opened':
    case 'clicked':
      return `${testWords[rule.op]} ${rule.campaignId}`;
    case 'in-the-last':
      return `${fieldIn(rule.field)} in the last ${rule.days} days`;
    case 'more-than-ago':
      return `${fieldIn(rule.field)} more than ${rule.days} days ago`;
    case 'in-the-next':
      return `${fieldIn(rule.field)} in the next ${rule.days} days`;
    case 'exists':
      return `${fieldIn(rule.field)} is known`;
    case 'in':
      return `${fieldIn(rule.field)} is one of ${rule.values.map(valueIn).join(', ')}`;
    default:
      return `${fieldIn(rule.field)} ${testWords[rule.op]} ${valueIn(rule.value)}`;
  }
}

function fieldIn(field: string): string {
  return isUserField(field) ? fieldWords[field] : (attributeKeyOf(field) ?? field);
}

function valueIn(value: SegmentValue): string {
  if (typeof value === 'object') return dateText(value);
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  return typeof value === 'string' ? `“${value}”` : String(value);
}
