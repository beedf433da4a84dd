import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { expect, it, vi } from 'vitest';
import { createHandOver } from './hand-over.ts';

const LARGER_THAN_BUFFERS = 4_000_000;
const content = (size = 10) => Readable.from([Buffer.alloc(size, 'x')], { objectMode: false });
const announced = () => vi.fn(async () => undefined);

it('announces nothing until the content is wanted', async () => {
  const announce = announced();
  const watched = createHandOver(announce).watch(content());
  await new Promise((resolve) => setImmediate(resolve));
  expect(announce).not.toHaveBeenCalled();
  await buffer(watched);
  expect(announce).toHaveBeenCalledTimes(1);
});

it('lets nothing through before the announcement is done', async () => {
  let permit: () => void = () => undefined;
  const permission = new Promise<void>((resolve) => {
    permit = resolve;
  });
  const watched = createHandOver(() => permission).watch(content());
  const chunks: unknown[] = [];
  watched.on('data', (chunk) => chunks.push(chunk));
  await new Promise((resolve) => setImmediate(resolve));
  expect(chunks).toEqual([]);
  permit();
  await vi.waitFor(() => expect(chunks).toHaveLength(1), { timeout: 20_000 });
});

it('knows when all of the content was taken', async () => {
  const handOver = createHandOver(announced());
  const watched = handOver.watch(content());
  expect(handOver.contentSent()).toBe(false);
  await expect(buffer(watched)).resolves.toHaveLength(10);
  expect(handOver.contentSent()).toBe(true);
});

it('knows that content was not taken when the taker goes away', async () => {
  const handOver = createHandOver(announced());
  const watched = handOver.watch(Readable.from(Array.from({ length: 100 }, () => Buffer.alloc(LARGER_THAN_BUFFERS / 100)), { objectMode: false }));
  await new Promise((resolve) => watched.once('data', resolve));
  watched.destroy();
  expect(handOver.contentSent()).toBe(false);
});

it('keeps what the announcement threw, and lets nothing through', async () => {
  const error = new Error('the lease is gone');
  const handOver = createHandOver(() => Promise.reject(error));
  await expect(buffer(handOver.watch(content()))).rejects.toThrow('The hand-over was refused');
  expect(handOver.refusal()).toEqual({ error });
  expect(handOver.contentSent()).toBe(false);
});

it('announces once, even when the first connection was lost before the first byte', async () => {
  const announce = announced();
  const handOver = createHandOver(announce);
  const lost = handOver.watch(content());
  lost.destroy();
  await buffer(handOver.watch(content()));
  await expect(handOver.settled()).resolves.toBeUndefined();
  expect(announce).toHaveBeenCalledTimes(1);
});

it('never lets the same message leave twice', async () => {
  const handOver = createHandOver(announced());
  await buffer(handOver.watch(content()));
  await expect(buffer(handOver.watch(content()))).rejects.toThrow('begun to leave');
});
