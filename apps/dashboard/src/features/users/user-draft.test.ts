import { User } from '@carillon/domain';
import { expect, it } from 'vitest';
import { attributeChanges, draftOf, emptyUser, readDraft, type UserDraft } from './user-draft.ts';

const ada = User.parse({
  id: 'ada', name: 'Ada', email: 'ada@example.com', phone: '+4930901820', timeZone: 'UTC', locale: 'en', status: 'active', tags: ['vip', 'beta'],
  attributes: { plan: 'pro', seats: 3, trial: false, since: { date: '2026-01-01T00:00:00.000Z' } }, unsubscribedFrom: [], lastActiveAt: null, lastLoginAt: null, createdAt: '2026-01-01T00:00:00.000Z', deactivatedAt: null, deactivationReason: null,
});
let rows = 0;
const newRow = () => `row-${(rows += 1)}`;

it('comes out of the form as it went in', () => {
  expect(readDraft(draftOf(ada, newRow)).body).toEqual({
    name: 'Ada', email: 'ada@example.com', phone: '+4930901820', externalId: null, timeZone: 'UTC', locale: 'en', tags: ['vip', 'beta'],
    attributes: { plan: 'pro', seats: 3, trial: false, since: { date: '2026-01-01T00:00:00Z' } },
  });
});

it.each<[string, Partial<UserDraft>, string]>([
  ['an address that is none', { email: 'ada' }, 'email'],
  ['a local phone number', { phone: '030 1' }, 'phone'],
  ['a tag in capitals', { tags: 'VIP' }, 'tags'],
  ['an attribute that is no number', { attributes: [{ row: 'r', key: 'seats', type: 'number', value: 'many' }] }, 'r'],
  ['an attribute that is no word', { attributes: [{ row: 'r', key: '$where', type: 'string', value: '1' }] }, 'r'],
  ['an attribute that is there twice', { attributes: [{ row: 'r', key: 'plan', type: 'string', value: '1' }, { row: 's', key: 'plan ', type: 'string', value: '2' }] }, 'r'],
])('names the field of %s', (_title, part, field) => {
  const { body, problems } = readDraft({ ...emptyUser, name: 'Ada', email: 'ada@example.com', ...part });
  expect([body, Object.keys(problems)]).toEqual([null, expect.arrayContaining([field])]);
});

it('takes away what is no longer in the form', () => {
  expect(attributeChanges(ada.attributes, { plan: 'free' })).toEqual({ plan: 'free', seats: null, trial: null, since: null });
});
