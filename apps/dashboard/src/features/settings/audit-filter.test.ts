import { expect, it } from 'vitest';
import { readAuditFilter } from './audit-filter.ts';

const nothing = { by: null, action: null, subject: null, from: null, to: null };

it.each([
  ['nothing', nothing, {}],
  ['every part', { by: 'opr_1', action: 'user.deleted', subject: 'ada', from: '2026-03-29T00:00:00.000Z', to: '2026-03-30T00:00:00.000Z' }, { by: 'opr_1', action: 'user.deleted', subject: 'ada', from: '2026-03-29T00:00:00.000Z', to: '2026-03-30T00:00:00.000Z' }],
  ['no part that is empty', { ...nothing, by: '', subject: 'ada' }, { subject: 'ada' }],
  ['no part that is not valid', { ...nothing, from: 'yesterday', to: '2026-03-30', action: 'x'.repeat(101), by: 'opr_1' }, { by: 'opr_1' }],
])('reads %s from the address', (_what, state, expected) => {
  expect(readAuditFilter(state)).toEqual(expected);
});
