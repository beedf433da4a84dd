import { describe, expect, it } from 'vitest';
import { csvField } from './csv-field.ts';

describe('csvField', () => {
  it.each([
    ['a word', 'sent', 'sent'],
    ['nothing', null, ''],
    ['a number', -3, '-3'],
    ['a comma', 'Hello, Ada', '"Hello, Ada"'],
    ['a quote', 'say "hi"', '"say ""hi"""'],
    ['a line break', 'one\ntwo', '"one\ntwo"'],
    ['a formula', '=HYPERLINK("http://x")', `"'=HYPERLINK(""http://x"")"`],
    ['a plus sign in front', '+1', "'+1"],
  ])('writes %s so that it is read back as it was', (_title, value, expected) => {
    expect(csvField(value)).toBe(expected);
  });
});
