import type { AttributeType, AttributeValue } from '@carillon/domain';
import { expect, it } from 'vitest';
import { attributeText, readAttribute } from './attribute-text.ts';

it.each<[AttributeValue, string]>([
  ['pro', 'pro'],
  [2.5, '2.5'],
  [true, 'true'],
  [{ date: '2026-01-01T00:00:00Z' }, '2026-01-01'],
  [{ date: '2026-01-01T00:00:00.000Z' }, '2026-01-01'],
  [{ date: '2026-01-01T00:00:00.001Z' }, '2026-01-01T00:00:00.001Z'],
  [{ date: '2026-01-01T12:30:00Z' }, '2026-01-01T12:30:00Z'],
  [{ date: '2026-01-01T00:00:00+02:00' }, '2026-01-01T00:00:00+02:00'],
])('%j stands in its field as %s', (value, text) => {
  expect(attributeText(value)).toBe(text);
});

it.each<[AttributeType, string, unknown]>([
  ['string', ' pro ', ' pro '],
  ['number', ' 2.5 ', 2.5],
  ['number', '-1e3', -1000],
  ['number', ' ', null],
  ['number', 'many', null],
  ['number', 'Infinity', null],
  ['boolean', 'true', true],
  ['boolean', 'false', false],
  ['boolean', '', null],
  ['date', '2026-01-01', { date: '2026-01-01T00:00:00Z' }],
  ['date', '2026-01-01T12:30:00+02:00', { date: '2026-01-01T12:30:00+02:00' }],
  ['date', 'soon', { date: 'soon' }],
])('a field for a %s that holds "%s" says %j', (type, text, value) => {
  expect(readAttribute(text, type)).toEqual(value);
});
