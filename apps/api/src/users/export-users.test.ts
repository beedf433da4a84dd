import { User, UserCsvLine, userCsvColumns } from '@carillon/domain';
import { expect, it } from 'vitest';
import { csvLines } from '../http/stream-csv.ts';
import { toRow } from './export-users.ts';

const ada = User.parse({
  id: 'ada', name: '=Ada, "the first"', email: 'ada@example.com', phone: '+4930901820', externalId: '-7', timeZone: 'Europe/London', locale: 'en', status: 'active', tags: ['vip', 'beta'],
  attributes: { seats: 3, since: { date: '2026-01-01T00:00:00.000Z' } }, unsubscribedFrom: ['news'], lastActiveAt: null, lastLoginAt: null, createdAt: '2026-01-01T00:00:00.000Z', deactivatedAt: null, deactivationReason: null,
});

it('a user is written with nothing that a spreadsheet would calculate', () => {
  expect(csvLines(userCsvColumns, [toRow(ada)])).toBe(`ada,'-7,"'=Ada, ""the first""",ada@example.com,'+4930901820,Europe/London,en,vip beta,"{""seats"":3,""since"":{""date"":""2026-01-01T00:00:00.000Z""}}",news,,,2026-01-01T00:00:00.000Z\r\n`);
});

it('what was exported means the same when it is imported', () => {
  const cells = ['ada', "'-7", '\'=Ada, "the first"', 'ada@example.com', "'+4930901820", 'Europe/London', 'en', 'vip beta', JSON.stringify(ada.attributes), 'news'];
  const { id, externalId, name, phone, tags, attributes, unsubscribedFrom } = UserCsvLine.parse(Object.fromEntries(cells.map((cell, index) => [userCsvColumns[index], cell])));
  expect({ id, externalId, name, phone, tags, attributes, unsubscribedFrom }).toEqual({ id: ada.id, externalId: ada.externalId, name: ada.name, phone: ada.phone, tags: ada.tags, attributes: ada.attributes, unsubscribedFrom: ada.unsubscribedFrom });
});
