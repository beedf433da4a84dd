import { describe, expect, it } from 'vitest';
import { attributeColumnOf, UserCsvLine } from './import-line.ts';

const line = { name: 'Ada', email: 'ada@example.com' };

describe('a line of a file of users', () => {
  it.each<[string, Record<string, string>, object]>([
    ['the least', {}, { name: 'Ada', email: 'ada@example.com', tags: [], attributes: {}, unsubscribedFrom: [] }],
    ['tags, however they are set apart', { tags: 'vip; beta,new' }, { tags: ['vip', 'beta', 'new'] }],
    ['a phone number as people write it', { phone: '+49 (30) 90-1820' }, { phone: '+4930901820' }],
    ['what an export had to disarm', { phone: "'+4930901820", name: "'=Ada" }, { phone: '+4930901820', name: '=Ada' }],
    ['what an export had to disarm in wide letters', { name: "'＝Ada" }, { name: '＝Ada' }],
    ['attributes of each type', { 'attributes.plan': 'pro', 'attributes.seats:number': '12.5', 'attributes.trial:boolean': 'Yes', 'attributes.since:date': '2026-03-01' }, { attributes: { plan: 'pro', seats: 12.5, trial: true, since: { date: '2026-03-01T00:00:00.000Z' } } }],
    ['attributes as an export writes them', { attributes: '{"seats":3,"since":{"date":"2026-03-01T00:00:00Z"}}' }, { attributes: { seats: 3, since: { date: '2026-03-01T00:00:00Z' } } }],
    ['text that looks like a number, as text', { 'attributes.code': '007' }, { attributes: { code: '007' } }],
  ])('is read with %s', (_title, more, expected) => {
    expect(UserCsvLine.parse({ ...line, ...more })).toMatchObject(expected);
  });

  it.each<[string, Record<string, string>, string]>([
    ['no number', { 'attributes.seats:number': 'many' }, 'attributes.seats:number'],
    ['the name of what every object has, as yes or no', { 'attributes.trial:boolean': 'constructor' }, 'attributes.trial:boolean'],
    ['no date', { 'attributes.since:date': 'yesterday' }, 'attributes.since:date'],
    ['no JSON', { attributes: '{plan}' }, 'attributes'],
    ['an operator among the attributes', { attributes: '{"$where":"1"}' }, 'attributes'],
    ['a tag in capitals', { tags: 'VIP' }, 'tags'],
    ['a local phone number', { phone: '030 901820' }, 'phone'],
    ['no address', { email: 'ada' }, 'email'],
    ['a time zone that is none', { timeZone: 'Europe/Atlantis' }, 'timeZone'],
  ])('is refused with %s, and the column is named', (_title, more, column) => {
    expect(UserCsvLine.safeParse({ ...line, ...more }).error?.issues[0]?.path[0]).toBe(column);
  });
});

it.each([
  ['attributes.plan', { key: 'plan', type: 'string' }],
  ['attributes.seats:number', { key: 'seats', type: 'number' }],
  ['attributes.seats:money', null],
  ['attributes.$where', null],
  ['attributes.a.b', null],
  ['plan', null],
])('the column %s holds what it says', (column, expected) => {
  expect(attributeColumnOf(column)).toEqual(expected);
});
