import { expect, it } from 'vitest';
import { assembleData, describeVariables } from './variable-form.ts';

const sample = { name: 'Ada', invoice: { total: 12.5, paid: false, lines: [{ label: 'Bell' }] }, unused: 'kept' };
const variables = ['name', 'invoice.total', 'invoice.paid', 'invoice.lines', 'invoice.lines.label', 'note'];

it('makes an input of the right kind for each variable, with the sample in it', () => {
  expect(describeVariables(variables, sample)).toEqual([
    { path: 'invoice.lines', kind: 'json', initial: JSON.stringify([{ label: 'Bell' }], null, 2) },
    { path: 'invoice.paid', kind: 'boolean', initial: 'false' },
    { path: 'invoice.total', kind: 'number', initial: '12.5' },
    { path: 'name', kind: 'text', initial: 'Ada' },
    { path: 'note', kind: 'text', initial: '' },
  ]);
});

it('leaves out an object whose parts have inputs of their own', () => {
  expect(describeVariables(['user', 'user.name'], { user: { name: 'Ada' } }).map((field) => field.path)).toEqual(['user.name']);
});

it('asks for the whole of an object that is used as a whole', () => {
  expect(describeVariables(['user'], { user: { name: 'Ada' } })).toMatchObject([{ path: 'user', kind: 'json' }]);
});

it('puts the inputs on top of the sample', () => {
  const fields = describeVariables(variables, sample);
  expect(assembleData(fields, { 'invoice.total': '99', 'invoice.paid': 'true', 'name': 'Grace' }, sample)).toEqual({
    problems: {},
    data: { name: 'Grace', note: '', unused: 'kept', invoice: { total: 99, paid: true, lines: [{ label: 'Bell' }] } },
  });
});

it('says which input can not be read', () => {
  const fields = describeVariables(variables, sample);
  expect(Object.keys(assembleData(fields, { 'invoice.total': 'a lot', 'invoice.lines': '[' }, sample).problems)).toEqual(['invoice.lines', 'invoice.total']);
});
