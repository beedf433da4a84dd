import { expect, it } from 'vitest';
import { createTextDecoding } from './decode-text.ts';

const latin1 = (text: string) => Buffer.from(text, 'latin1');

/** In pieces of `size` bytes. */
function decode(bytes: Buffer, size: number) {
  const decoding = createTextDecoding();
  const pieces = Array.from({ length: Math.ceil(bytes.length / size) }, (_, index) => bytes.subarray(index * size, (index + 1) * size));
  return { text: [...pieces.map((piece) => decoding.write(piece)), decoding.end()].join(''), encoding: decoding.encoding };
}

it.each([
  ['nothing', Buffer.alloc(0), '', 'utf-8'],
  ['a single letter', Buffer.from('a'), 'a', 'utf-8'],
  ['ASCII', Buffer.from('name;city'), 'name;city', 'utf-8'],
  ['UTF-8', Buffer.from('Zoë, 日本, 😀, ü'), 'Zoë, 日本, 😀, ü', 'utf-8'],
  ['UTF-8 with a byte order mark', Buffer.from('\ufeffZoë'), 'Zoë', 'utf-8'],
  ['UTF-16, little end first', Buffer.from('\ufeffZoë 😀', 'utf16le'), 'Zoë 😀', 'utf-16'],
  ['UTF-16, big end first', Buffer.from('\ufeffZoë 😀', 'utf16le').swap16(), 'Zoë 😀', 'utf-16'],
  ['Windows-1252', latin1('Zo\u00eb pays \u0080 5 \u0096 that\u0092s all'), 'Zoë pays € 5 – that’s all', 'windows-1252'],
  ['Windows-1252 that ends in a letter with an accent', latin1('caf\u00e9'), 'café', 'windows-1252'],
  ['UTF-8 with a byte that is none', Buffer.concat([Buffer.from('Zoë, '), latin1('Jos\u00e9 x')]), 'Zoë, Jos\ufffd x', 'utf-8'],
  ['a byte that stands for nothing in Windows-1252', latin1('\u00e9 \u0081'), 'é \ufffd', 'windows-1252'],
])('%s is read, in whatever pieces it comes', (_what, bytes, text, encoding) => {
  const sizes = [1, 2, 3, 5, 1_000];
  expect(sizes.map((size) => decode(bytes, size))).toEqual(sizes.map(() => ({ text, encoding })));
});
