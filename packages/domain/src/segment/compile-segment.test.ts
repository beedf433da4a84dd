import { describe, expect, it } from 'vitest';
import type { z } from 'zod';
import { UserId } from '../identity/record-id.ts';
import type { User } from '../user/schema.ts';
import { compileSegment } from './compile-segment.ts';
import { matchSegment } from './match-segment.ts';
import { MAX_RULE_CONDITIONS, MAX_RULE_DEPTH, SegmentRule } from './schema.ts';

const now = new Date('2026-03-31T12:00:00Z');
const campaignId = 'cmp_01J9ZK3V5Q8W7X6Y5T4R3E2W1Q';
const ada: User = {
  id: UserId.parse('ada'), name: 'Ada Lovelace', email: 'Ada@Example.com', phone: null, externalId: 'crm-7', timeZone: 'Europe/London', locale: 'en-GB', status: 'active',
  tags: ['vip', 'beta'], attributes: { plan: 'pro', seats: 12, trial: false, renewal: { date: '2026-04-10T00:00:00Z' } },
  unsubscribedFrom: [], consent: [], lastActiveAt: '2026-03-30T12:00:00.000Z', lastLoginAt: null, createdAt: '2025-01-01T00:00:00.000Z', deactivatedAt: null, deactivationReason: null,
};
const facts = { sent: [campaignId], opened: [], clicked: [] };

describe('a condition', () => {
  it.each<[string, z.input<typeof SegmentRule>, object, boolean]>([
    ['text that is equal', { op: 'equals', field: 'attributes.plan', value: 'pro' }, { 'attributes.plan': { $eq: 'pro' } }, true],
    ['text that is equal but for case', { op: 'equals', field: 'attributes.plan', value: 'Pro' }, { 'attributes.plan': { $eq: 'Pro' } }, false],
    ['an address, in any case', { op: 'equals', field: 'email', value: 'ADA@example.COM' }, { emailKey: { $eq: 'ada@example.com' } }, true],
    ['another type of the same look', { op: 'equals', field: 'attributes.seats', value: '12' }, { 'attributes.seats': { $eq: '12' } }, false],
    ['something that is missing, as different', { op: 'differs', field: 'attributes.city', value: 'Rome' }, { 'attributes.city': { $ne: 'Rome' } }, true],
    ['more than', { op: 'above', field: 'attributes.seats', value: 12 }, { 'attributes.seats': { $gt: 12 } }, false],
    ['at least', { op: 'at-least', field: 'attributes.seats', value: 12 }, { 'attributes.seats': { $gte: 12 } }, true],
    ['less than', { op: 'below', field: 'attributes.seats', value: 12.5 }, { 'attributes.seats': { $lt: 12.5 } }, true],
    ['a date before another', { op: 'at-most', field: 'createdAt', value: { date: '2025-01-01T01:00:00+01:00' } }, { createdAt: { $lte: new Date('2025-01-01T00:00:00Z') } }, true],
    ['part of a text, in any case', { op: 'contains', field: 'name', value: 'LOVE' }, { name: { $regex: /LOVE/i } }, true],
    ['signs that mean something in a pattern', { op: 'contains', field: 'name', value: '.*' }, { name: { $regex: /\.\*/i } }, false],
    ['the beginning of a text', { op: 'starts-with', field: 'email', value: 'ada@' }, { emailKey: { $regex: /^ada@/i } }, true],
    ['one of several', { op: 'in', field: 'locale', values: ['de-DE', 'en-GB'] }, { locale: { $in: ['de-DE', 'en-GB'] } }, true],
    ['something that is there', { op: 'exists', field: 'attributes.trial' }, { 'attributes.trial': { $ne: null } }, true],
    ['something that is not there', { op: 'exists', field: 'phone' }, { phone: { $ne: null } }, false],
    ['a tag', { op: 'has-tag', tag: 'vip' }, { tags: { $eq: 'vip' } }, true],
    ['the last days', { op: 'in-the-last', field: 'lastActiveAt', days: 30 }, { lastActiveAt: { $gte: new Date('2026-03-01T12:00:00Z'), $lte: now } }, true],
    ['longer ago than days', { op: 'more-than-ago', field: 'createdAt', days: 30 }, { createdAt: { $lt: new Date('2026-03-01T12:00:00Z') } }, true],
    ['longer ago, of what never happened', { op: 'more-than-ago', field: 'lastLoginAt', days: 30 }, { lastLoginAt: { $lt: new Date('2026-03-01T12:00:00Z') } }, false],
    ['the next days', { op: 'in-the-next', field: 'attributes.renewal', days: 10 }, { 'attributes.renewal': { $gte: now, $lte: new Date('2026-04-10T12:00:00Z') } }, true],
    ['a campaign that was sent', { op: 'was-sent', campaignId }, { sentCampaigns: { $eq: campaignId } }, true],
    ['a campaign that was opened', { op: 'opened', campaignId }, { openedCampaigns: { $eq: campaignId } }, false],
    ['a campaign that was clicked in', { op: 'clicked', campaignId }, { clickedCampaigns: { $eq: campaignId } }, false],
    ['the inherited name of an object, which is no attribute', { op: 'exists', field: 'attributes.constructor' }, { 'attributes.constructor': { $ne: null } }, false],
  ])('on %s becomes a filter, and means the same without a database', (_title, given, filter, matches) => {
    const rule = SegmentRule.parse(given);
    expect(compileSegment(rule, now)).toEqual(filter);
    expect(matchSegment(rule, ada, facts, now)).toBe(matches);
  });
});

const isVip = { op: 'has-tag', tag: 'vip' } as const;
const isNew = { op: 'has-tag', tag: 'new' } as const;

describe('a group', () => {
  it.each<[string, z.input<typeof SegmentRule>, object, boolean]>([
    ['all of', { op: 'and', rules: [isVip, isNew] }, { $and: [{ tags: { $eq: 'vip' } }, { tags: { $eq: 'new' } }] }, false],
    ['any of', { op: 'or', rules: [isVip, isNew] }, { $or: [{ tags: { $eq: 'vip' } }, { tags: { $eq: 'new' } }] }, true],
    ['not', { op: 'not', rule: isNew }, { $nor: [{ tags: { $eq: 'new' } }] }, true],
    ['groups in groups', { op: 'not', rule: { op: 'and', rules: [{ op: 'or', rules: [isNew, isVip] }] } }, { $nor: [{ $and: [{ $or: [{ tags: { $eq: 'new' } }, { tags: { $eq: 'vip' } }] }] }] }, false],
  ])('"%s" becomes a filter, and means the same without a database', (_title, given, filter, matches) => {
    const rule = SegmentRule.parse(given);
    expect(compileSegment(rule, now)).toEqual(filter);
    expect(matchSegment(rule, ada, facts, now)).toBe(matches);
  });

  it('that is left out means everybody', () => {
    expect([compileSegment(null, now), matchSegment(null, ada, facts, now)]).toEqual([{}, true]);
  });
});

const nested = (levels: number): unknown => (levels === 1 ? isVip : { op: 'not', rule: nested(levels - 1) });
const many = (count: number) => ({ op: 'or', rules: Array.from({ length: count }, () => isVip) });

describe('what is refused', () => {
  it.each<[string, unknown, (string | number)[]]>([
    ['an operator as a value', { op: 'equals', field: 'name', value: { $gt: '' } }, ['value']],
    ['an operator beside a value', { op: 'equals', field: 'name', value: 'x', $where: 'true' }, []],
    ['an operator as a rule', { $where: 'sleep(1000)' }, ['op']],
    ['an operator inside a group', { op: 'and', rules: [isVip, { $or: [{}] }] }, ['rules', 1, 'op']],
    ['an operator in place of a tag', { op: 'has-tag', tag: { $ne: null } }, ['tag']],
    ['an operator among values', { op: 'in', field: 'name', values: ['a', { $regex: '.*' }] }, ['values', 1]],
    ['an operator as the key of an attribute', { op: 'exists', field: 'attributes.$where' }, ['field']],
    ['a path into an attribute', { op: 'exists', field: 'attributes.plan.name' }, ['field']],
    ['a field that is no one\'s business', { op: 'exists', field: 'terms' }, ['field']],
    ['an inherited name', { op: 'exists', field: '__proto__' }, ['field']],
    ['a campaign that is none', { op: 'was-sent', campaignId: { $exists: true } }, ['campaignId']],
    ['a date compared with text', { op: 'equals', field: 'createdAt', value: 'yesterday' }, ['value']],
    ['text compared with a number', { op: 'equals', field: 'name', value: 7 }, ['value']],
    ['an order between texts', { op: 'above', field: 'attributes.plan', value: 'pro' }, ['value']],
    ['days of a text', { op: 'in-the-last', field: 'name', days: 3 }, ['field']],
    ['text in a date', { op: 'contains', field: 'createdAt', value: '2026' }, ['field']],
    ['a text that ends early for the database', { op: 'contains', field: 'name', value: 'a\0b' }, ['value']],
    ['a group of nothing', { op: 'and', rules: [] }, ['rules']],
    ['what is nested too deep', nested(MAX_RULE_DEPTH + 1), []],
    ['nesting without end', nested(5_000), []],
    ['too many conditions', { op: 'and', rules: [many(60), many(MAX_RULE_CONDITIONS - 59)] }, []],
  ])('%s, with the place', (_title, rule, path) => {
    const parsed = SegmentRule.safeParse(rule);
    expect(parsed.error?.issues.map((issue) => issue.path)).toEqual([path]);
  });

  it('is not what is just within the limits', () => {
    expect(SegmentRule.safeParse(nested(MAX_RULE_DEPTH)).success).toBe(true);
    expect(SegmentRule.safeParse({ op: 'and', rules: [many(60), many(MAX_RULE_CONDITIONS - 60)] }).success).toBe(true);
  });
});
