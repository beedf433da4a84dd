import { PassThrough, Readable } from 'node:stream';
import { expect, it } from 'vitest';
import { readBytes } from './read-bytes.ts';

it.each([
  ['nothing', [], ''],
  ['several pieces', [Buffer.from([0xc3]), Buffer.from([0xbc])], '\u00fc'],
  ['as much as may be', [Buffer.alloc(1_000, 'x'), Buffer.alloc(24, 'x')], 'x'.repeat(1_024)],
])('reads %s', async (_title, chunks, text) => {
  expect((await readBytes(Readable.from(chunks), 1_024)).toString()).toBe(text);
});

it('refuses what is longer before all of it is there', async () => {
  const body = new PassThrough();
  body.write(Buffer.alloc(1_025));
  await expect(readBytes(body, 1_024)).rejects.toMatchObject({ code: 'payload-too-large', message: 'The body is larger than 1 KB.' });
});

it('fails when its sender goes away', async () => {
  const body = new PassThrough();
  const reading = readBytes(body, 1_024);
  body.write('half');
  body.destroy();
  await expect(reading).rejects.toMatchObject({ code: 'ERR_STREAM_PREMATURE_CLOSE' });
});
