import { SegmentRule } from '@carillon/domain';
import { describe, expect, it } from 'vitest';
import type { z } from 'zod';
import { addNode, changeCondition, changeNode, removeNode } from './edit-draft.ts';
import { blankCondition, draftOf, readDraft, type ConditionDraft, type GroupDraft } from './rule-draft.ts';
import { describeRule } from './rule-words.ts';

function keys() {
  let count = 0;
  return () => `k${(count += 1)}`;
}
const groupOf = (...items: GroupDraft['items']): GroupDraft => ({ kind: 'group', key: 'root', join: 'all', items });
const condition = (part: Partial<ConditionDraft>): ConditionDraft => ({ ...blankCondition('c'), ...part });

describe('a rule', () => {
  it.each<[string, z.input<typeof SegmentRule>, string]>([
    ['nested groups', { op: 'and', rules: [{ op: 'has-tag', tag: 'vip' }, { op: 'not', rule: { op: 'or', rules: [{ op: 'at-least', field: 'attributes.seats', value: 10 }, { op: 'equals', field: 'attributes.trial', value: false }] } }] }, 'tag vip and not (seats is at least 10 or trial is no)'],
    ['texts', { op: 'and', rules: [{ op: 'in', field: 'locale', values: ['de', 'de-DE'] }, { op: 'not', rule: { op: 'contains', field: 'email', value: '@example.' } }] }, 'Language is one of “de”, “de-DE” and not E-mail contains “@example.”'],
    ['dates', { op: 'or', rules: [{ op: 'in-the-last', field: 'lastActiveAt', days: 30 }, { op: 'below', field: 'createdAt', value: { date: '2026-01-01T00:00:00Z' } }] }, 'Last active in the last 30 days or Joined is less than 2026-01-01'],
    ['dates to the millisecond', { op: 'and', rules: [{ op: 'at-least', field: 'createdAt', value: { date: '2026-01-01T00:00:00.000Z' } }, { op: 'below', field: 'attributes.since', value: { date: '2026-02-01T12:00:00Z' } }] }, 'Joined is at least 2026-01-01 and since is less than 2026-02-01T12:00:00Z'],
    ['what the editor has no words for', { op: 'and', rules: [{ op: 'differs', field: 'name', value: 'Ada' }, { op: 'in', field: 'attributes.x', values: ['a, b', 1] }] }, 'Name is not “Ada” and x is one of “a, b”, 1'],
    ['not and again not', { op: 'and', rules: [{ op: 'not', rule: { op: 'not', rule: { op: 'exists', field: 'phone' } } }] }, 'not not Phone is known'],
  ])('with %s is said in words, and comes out of the editor as it went in', (_title, given, words) => {
    const rule = SegmentRule.parse(given);
    expect(readDraft(draftOf(rule, keys())).rule).toEqual(rule);
    expect(describeRule(rule)).toBe(words);
  });

  it('that is left out means everybody, in and out', () => {
    expect([readDraft(draftOf(null, keys())).rule, describeRule(null)]).toEqual([null, 'Everybody']);
  });
});

describe('a draft', () => {
  it.each<[string, Partial<ConditionDraft>, string]>([
    ['without a value', {}, 'needs a value'],
    ['with a tag in capitals', { value: 'VIP' }, 'must be lower-case letters'],
    ['with a number that is none', { subject: 'attribute', attribute: 'seats', type: 'number', test: 'above', value: 'many' }, 'must be text, a number'],
    ['with an attribute that is no word', { subject: 'attribute', attribute: 'a.b', test: 'exists' }, 'must be a field of users'],
  ])('%s says so at its condition', (_title, part, message) => {
    const { rule, problems } = readDraft(groupOf(condition(part)));
    expect([rule, problems.get('c')]).toEqual([null, expect.stringContaining(message)]);
  });

  it('with an empty group inside says so at the group', () => {
    expect([...readDraft(groupOf(groupOf({ ...groupOf(), key: 'inner' }))).problems.keys()]).toEqual(['inner']);
  });

  it('keeps a value only while it fits what is asked', () => {
    const draft = condition({ subject: 'attribute', attribute: 'since', type: 'string', test: 'contains', value: 'abc' });
    expect(changeCondition(draft, { test: 'equals' })).toMatchObject({ test: 'equals', value: 'abc' });
    expect(changeCondition(draft, { type: 'number' })).toMatchObject({ test: 'equals', value: '' });
    expect(changeCondition(draft, { subject: 'lastActiveAt' })).toMatchObject({ test: 'in-the-last', value: '' });
  });

  it('is changed deep inside and nowhere else', () => {
    const root = groupOf({ ...groupOf(condition({ value: 'a' })), key: 'inner' });
    const grown = addNode(root, 'inner', condition({ key: 'd', value: 'b' }));
    const renamed = changeNode(grown, 'd', (node) => (node.kind === 'condition' ? changeCondition(node, { value: 'c' }) : node));
    expect(readDraft(renamed).rule).toEqual({ op: 'and', rules: [{ op: 'and', rules: [{ op: 'has-tag', tag: 'a' }, { op: 'has-tag', tag: 'c' }] }] });
    expect(readDraft(removeNode(renamed, 'inner')).rule).toBeNull();
  });
});
