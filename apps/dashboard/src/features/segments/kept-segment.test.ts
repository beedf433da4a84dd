import { SegmentId, type SegmentRule } from '@carillon/domain';
import { expect, it } from 'vitest';
import { KeptSegment, keptKey, sameSegment, segmentDraftOf } from './kept-segment.ts';
import { blankCondition, draftOf } from './rule-draft.ts';

const id = SegmentId.parse('seg_01J9ZK3V5Q8W7X6Y5T4R3E2W1Q');
const rule: SegmentRule = { op: 'and', rules: [{ op: 'has-tag', tag: 'vip' }, { op: 'or', rules: [{ op: 'at-least', field: 'attributes.seats', value: 10 }, { op: 'contains', field: 'name', value: 'a' }] }] };
const counted = () => {
  let count = 0;
  return () => `key-${(count += 1)}`;
};
const written = { name: 'Big', description: '', root: draftOf(rule, counted()) };
const back = (draft: unknown) => KeptSegment.safeParse(JSON.parse(JSON.stringify(draft))).data;

it('comes back as it was left, also with a condition that is not finished', () => {
  expect(back(written)).toEqual(written);
  const unfinished = { ...written, root: { ...written.root, items: [blankCondition('new')] } };
  expect(back(unfinished)).toEqual(unfinished);
});

it.each([
  ['nothing', null],
  ['another shape', { name: 'Big' }],
  ['a test that does not fit', { ...written, root: { ...written.root, items: [{ ...blankCondition('new'), test: 'at-least' }] } }],
  ['a field that is none', { ...written, root: { ...written.root, items: [{ ...blankCondition('new'), subject: '$where' }] } }],
])('is nothing when %s was kept', (_what, kept) => {
  expect(back(kept)).toBeUndefined();
});

it('is the same under other keys, and another with another word', () => {
  expect(sameSegment(written, { ...written, root: draftOf(rule, () => 'other') })).toBe(true);
  expect(sameSegment(written, { ...written, name: 'Bigger' })).toBe(false);
  expect(sameSegment(segmentDraftOf(null, counted()), segmentDraftOf(null, () => 'other'))).toBe(true);
});

it('keeps each version apart', () => {
  expect([keptKey(null), keptKey({ id, version: 2 })]).toEqual(['segment-draft', `segment-draft:${id}:2`]);
});
