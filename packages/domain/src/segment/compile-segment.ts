import { escapePattern } from '../search/escape-pattern.ts';
import type { AttributeValue } from '../user/attributes.ts';
import { addressKeyOf } from './audience.ts';
import type { SegmentField } from './field.ts';
import type { SegmentCondition, SegmentRule } from './schema.ts';

/** A MongoDB filter over user documents. */
export type CompiledSegment = Record<string, unknown>;

export const DAY_MS = 86_400_000;

/**
 * The filter that selects whom a rule means at `now`; null means everybody. Operators come from this file alone: a rule
 * brings checked field names and plain values, which are compared and never interpreted.
 */
export function compileSegment(rule: SegmentRule | null, now: Date): CompiledSegment {
  if (rule === null) return {};
  switch (rule.op) {
    case 'and':
      return { $and: rule.rules.map((each) => compileSegment(each, now)) };
    case 'or':
      return { $or: rule.rules.map((each) => compileSegment(each, now)) };
    case 'not':
      return { $nor: [compileSegment(rule.rule, now)] };
    case 'has-tag':
      return { tags: { $eq: rule.tag } };
    case 'was-sent':
      return { sentCampaigns: { $eq: rule.campaignId } };
    case 'opened':
      return { openedCampaigns: { $eq: rule.campaignId } };
    case 'clicked':
      return { clickedCampaigns: { $eq: rule.campaignId } };
    default:
      return { [pathOf(rule.field)]: compileTest(rule, now) };
  }
}

type FieldCondition = Extract<SegmentCondition, { field: SegmentField }>;

function compileTest(condition: FieldCondition, now: Date): CompiledSegment {
  const stored = (value: AttributeValue) => toStored(condition.field, value);
  switch (condition.op) {
    case 'equals':
      return { $eq: stored(condition.value) };
    case 'differs':
      return { $ne: stored(condition.value) };
    case 'above':
      return { $gt: stored(condition.value) };
    case 'at-least':
      return { $gte: stored(condition.value) };
    case 'below':
      return { $lt: stored(condition.value) };
    case 'at-most':
      return { $lte: stored(condition.value) };
    case 'contains':
      return { $regex: new RegExp(escapePattern(condition.value), 'i') };
    case 'starts-with':
      return { $regex: new RegExp(`^${escapePattern(condition.value)}`, 'i') };
    case 'in':
      return { $in: condition.values.map(stored) };
    case 'exists':
      return { $ne: null };
    case 'in-the-last':
      return { $gte: shift(now, -condition.days), $lte: now };
    case 'more-than-ago':
      return { $lt: shift(now, -condition.days) };
    case 'in-the-next':
      return { $gte: now, $lte: shift(now, condition.days) };
  }
}

/** Addresses are compared without regard to case, by the copy that is kept for it. */
function pathOf(field: SegmentField): string {
  return field === 'email' ? 'emailKey' : field;
}

function toStored(field: SegmentField, value: AttributeValue): string | number | boolean | Date {
  if (typeof value === 'object') return new Date(value.date);
  return field === 'email' && typeof value === 'string' ? addressKeyOf(value) : value;
}

function shift(now: Date, days: number): Date {
  return new Date(now.getTime() + days * DAY_MS);
}
