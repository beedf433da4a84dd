import { expect, it } from 'vitest';
import { decideConsentChanges, decideUnsubscribe, decideUnsubscribeAll } from './decide-consent-changes.ts';

const listed = ['payments', 'account', 'news'];

it.each([
  ['nothing is recorded for who has it so already', ['news'], ['payments', 'account'], []],
  ['one is refused', [], ['payments', 'account'], [{ category: 'news', wanted: false }]],
  ['one is wanted again', ['news'], listed, [{ category: 'news', wanted: true }]],
  ['what is not listed stays', ['other'], listed, []],
  ['none is wanted, one after the other', [], [], listed.map((category) => ({ category, wanted: false }))],
  ['who refused all and wants none is left alone', ['all'], [], []],
  ['who refused all and wants one refuses the others by name first', ['all'], ['news'], [{ category: 'payments', wanted: false }, { category: 'account', wanted: false }, { category: 'all', wanted: true }]],
  ['who refused all and one by name wants that one', ['all', 'news'], listed, [{ category: 'news', wanted: true }, { category: 'all', wanted: true }]],
])('%s', (_title, unsubscribedFrom, wanted, changes) => {
  expect(decideConsentChanges({ unsubscribedFrom }, listed, new Set(wanted))).toEqual(changes);
});

it.each([
  [[], [{ category: 'all', wanted: false }]],
  [['news'], [{ category: 'all', wanted: false }]],
  [['all'], []],
])('of all, by who refused %j: %j', (unsubscribedFrom, changes) => {
  expect(decideUnsubscribeAll({ unsubscribedFrom })).toEqual(changes);
});

it.each([
  [[], [{ category: 'news', wanted: false }]],
  [['payments'], [{ category: 'news', wanted: false }]],
  [['news'], []],
  [['all'], []],
])('of news, by who refused %j: %j', (unsubscribedFrom, changes) => {
  expect(decideUnsubscribe({ unsubscribedFrom }, 'news')).toEqual(changes);
});
