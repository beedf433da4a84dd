import type { Readable } from 'node:stream';
import { CarillonError } from '@carillon/domain';

/** A body as it came. Throws `payload-too-large` as soon as more than `limit` bytes are there, and the stream's error when its sender goes away. */
export async function readBytes(stream: Readable, limit: number): Promise<Buffer<ArrayBuffer>> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of stream) {
    const bytes = Buffer.from(chunk);
    size += bytes.length;
    if (size > limit) throw new CarillonError('payload-too-large', `The body is larger than ${limit / 1_024} KB.`);
    chunks.push(bytes);
  }
  return Buffer.concat(chunks);
}
