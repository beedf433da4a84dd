import { expect, it } from 'vitest';
import { wantsCategory } from './wants-category.ts';

it.each([
  { unsubscribedFrom: [], wants: true },
  { unsubscribedFrom: ['news'], wants: true },
  { unsubscribedFrom: ['news', 'billing'], wants: false },
  { unsubscribedFrom: ['all'], wants: false },
])('who unsubscribed from $unsubscribedFrom wants billing: $wants', ({ unsubscribedFrom, wants }) => {
  expect(wantsCategory({ unsubscribedFrom }, 'billing')).toBe(wants);
});
