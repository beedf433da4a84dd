import { describe, expect, it } from 'vitest';
import type { BuiltInTemplate } from './built-in/built-in-template.ts';
import { currentSummaries, currentTemplate, findCurrentTemplate, type StoredTemplate } from './current-template.ts';

const builtIn: BuiltInTemplate = { name: 'welcome', description: 'Hello', subject: 'Built-in', html: '<p>', text: null, layout: 'default', sample: {} };
const stored = (version: number, override: Partial<StoredTemplate> = {}): StoredTemplate => ({
  name: 'welcome', version, removed: false, description: 'Mine', subject: 'Edited', html: '<b>', text: null, layout: 'none', sample: { a: 1 }, at: '2026-11-21T10:00:00.000Z', by: 'Ada', ...override,
});

describe('currentTemplate', () => {
  it.each([
    ['the built-in one as version 1 before anybody edits it', null, builtIn, { version: 1, builtIn: true, subject: 'Built-in', updatedAt: null }],
    ['the newest stored version', stored(2), builtIn, { version: 2, builtIn: false, subject: 'Edited', updatedBy: 'Ada' }],
    ['the built-in one under the next number after an edit was taken back', stored(3, { removed: true }), builtIn, { version: 3, builtIn: true, subject: 'Built-in', updatedBy: 'Ada' }],
    ['an own one', stored(1), undefined, { version: 1, builtIn: false, subject: 'Edited' }],
  ])('is %s', (_title, newest, original, expected) => {
    expect(currentTemplate(newest, original)).toMatchObject(expected);
  });

  it.each([
    ['never was one', null],
    ['was taken away', stored(2, { removed: true })],
  ])('is nothing where there %s', (_title, newest) => {
    expect(currentTemplate(newest, undefined)).toBeNull();
  });
});

describe('findCurrentTemplate', () => {
  it('refuses a name nobody knows', async () => {
    await expect(findCurrentTemplate({ findNewest: async () => null }, 'nobody-wrote-it')).rejects.toMatchObject({ code: 'not-found' });
  });
});

describe('currentSummaries', () => {
  it('lists what each name stands for, sorted by name', () => {
    const list = currentSummaries(
      [stored(4), stored(2, { name: 'gone', removed: true }), stored(1, { name: 'zeal' })],
      [builtIn, { ...builtIn, name: 'alarm' }],
    );
    expect(list.map(({ name, version, builtIn: original }) => [name, version, original])).toEqual([
      ['alarm', 1, true],
      ['welcome', 4, false],
      ['zeal', 1, false],
    ]);
  });
});
