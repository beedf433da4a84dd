import { expect, it } from 'vitest';
import { emptyDraft, parseSample, readDraft, sameDraft, withVersion } from './template-draft.ts';

const draft = { ...emptyDraft, name: 'welcome' };

it('reads a finished draft as the body to send', () => {
  expect(readDraft(draft)).toMatchObject({ problems: null, body: { name: 'welcome', layout: 'default', text: null, sample: { name: 'Ada' } } });
});

it.each([
  { part: { name: 'Not A Name' }, field: 'name' },
  { part: { subject: '' }, field: 'subject' },
  { part: { html: '' }, field: 'html' },
  { part: { sample: '{ "name": ' }, field: 'sample' },
  { part: { sample: '[1]' }, field: 'sample' },
])('names $field as the field that is wrong', ({ part, field }) => {
  expect(Object.keys(readDraft({ ...draft, ...part }).problems ?? {})).toEqual([field]);
});

it('takes the source of an older version, and keeps the rest', () => {
  const version = { version: 3, subject: 'Old', html: '<b>', text: 'old', layout: 'none' as const, updatedAt: null, updatedBy: null };
  expect(withVersion(draft, version)).toEqual({ ...draft, subject: 'Old', html: '<b>', text: 'old', layout: 'none' });
});

it('reads an empty sample as no data', () => {
  expect(parseSample('')).toEqual({});
});

it('does not take another layout of the sample for a change', () => {
  expect(sameDraft(draft, { ...draft, sample: '{"name":"Ada"}' })).toBe(true);
  expect(sameDraft(draft, { ...draft, sample: '{"name":"Eve"}' })).toBe(false);
});
