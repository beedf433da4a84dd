import { expect, it } from 'vitest';
import { countSmsParts, describeSmsLength } from './count-sms-parts.ts';

// Limits: 3GPP TS 23.038 (160 septets, 70 UCS-2 characters) and TS 23.040 (153 and 67 with the header that joins parts).
it.each([
  ['nothing', '', 'GSM-7', 0, 1],
  ['160 letters', 'a'.repeat(160), 'GSM-7', 160, 1],
  ['161 letters', 'a'.repeat(161), 'GSM-7', 161, 2],
  ['306 letters', 'a'.repeat(306), 'GSM-7', 306, 2],
  ['307 letters', 'a'.repeat(307), 'GSM-7', 307, 3],
  ['umlauts and line breaks', 'Grüße,\r\nÄÖÜ', 'GSM-7', 11, 1],
  ['a euro sign, which counts twice', 'a'.repeat(159) + '€', 'GSM-7', 161, 2],
  ['a euro sign that does not fit into the first part', 'a'.repeat(152) + '€' + 'a'.repeat(152), 'GSM-7', 306, 3],
  ['70 characters with one from elsewhere', 'a'.repeat(69) + 'ж', 'UCS-2', 70, 1],
  ['71 characters with one from elsewhere', 'a'.repeat(70) + 'ж', 'UCS-2', 71, 2],
  ['134 characters with one from elsewhere', 'a'.repeat(133) + 'ж', 'UCS-2', 134, 2],
  ['135 characters with one from elsewhere', 'a'.repeat(134) + 'ж', 'UCS-2', 135, 3],
  ['an emoji, which is two units', '👍', 'UCS-2', 2, 1],
  ['an emoji that does not fit into the first part', 'ж'.repeat(66) + '👍' + 'ж'.repeat(66), 'UCS-2', 134, 3],
  ['a small cedilla, which the alphabet has as a capital alone', 'ç', 'UCS-2', 1, 1],
])('counts %s', (_what, text, alphabet, units, parts) => {
  expect(countSmsParts(text)).toEqual({ alphabet, units, parts });
});

it.each([
  ['a', '1 character in GSM-7, 1 SMS'],
  ['a'.repeat(180), '180 characters in GSM-7, 2 SMS'],
])('says it in words', (text, words) => {
  expect(describeSmsLength(text)).toBe(words);
});
