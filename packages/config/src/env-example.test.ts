import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { variables } from './variables.ts';

const lines = readFileSync(join(import.meta.dirname, '../../../.env.example'), 'utf8').split('\n');
const entries = lines.flatMap((line, index) => {
  const match = /^# ([A-Z][A-Z0-9_]+)=(.*)$/.exec(line);
  return match === null ? [] : [{ name: match[1] ?? '', value: match[2] ?? '', comment: lines[index - 1] ?? '' }];
});

test('.env.example has exactly the variables the product reads', () => {
  expect(entries.map((entry) => entry.name).toSorted()).toEqual(Object.keys(variables).toSorted());
});

test.each(entries)('$name has a comment that says what it is for', ({ comment }) => {
  expect(comment).toMatch(/^# \S.{3,}/);
  expect(comment).not.toMatch(/^# [A-Z0-9_]+=/);
});

test.each(Object.entries(variables))('%s is shown with its default', (name, schema) => {
  const shown = entries.find((entry) => entry.name === name)?.value;
  expect(shown).toBe(String(schema.parse(undefined) ?? ''));
});
