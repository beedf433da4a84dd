import { expect, it } from 'vitest';
import { describeParameters, parameterText, parameterValue } from './describe-parameters.ts';

it('makes a field of every parameter that can be set', () => {
  const schema = { type: 'object', properties: { graceDays: { type: 'integer', description: 'How long to wait' }, offsets: { type: 'array', items: { type: 'integer' } }, note: { type: 'string' } } };
  expect(describeParameters(schema)).toEqual([
    { name: 'graceDays', label: 'Grace days', description: 'How long to wait', kind: 'number' },
    { name: 'offsets', label: 'Offsets', description: null, kind: 'number-list' },
    { name: 'note', label: 'Note', description: null, kind: 'text' },
  ]);
});

it('makes no field where nothing can be set', () => {
  expect(describeParameters({ type: 'object' })).toEqual([]);
});

it.each([
  ['number', '14', 14],
  ['number', ' 14 ', 14],
  ['number', 'soon', 'soon'],
  ['number', '', ''],
  ['number-list', '7, 3,1 , 0', [7, 3, 1, 0]],
  ['number-list', '7, three', [7, 'three']],
  ['number-list', '', []],
  ['text', ' as typed ', ' as typed '],
] as const)('sends a %s typed as "%s" in the form that the server takes', (kind, text, value) => {
  expect(parameterValue(kind, text)).toEqual(value);
});

it.each([
  [[7, 3, 1, 0], '7, 3, 1, 0'],
  [14, '14'],
  ['word', 'word'],
  [undefined, ''],
])('writes %j into the field as "%s"', (value, text) => {
  expect(parameterText(value)).toBe(text);
});
