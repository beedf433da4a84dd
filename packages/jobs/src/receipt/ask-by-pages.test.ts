import { createManualClock } from '@carillon/domain';
import { expect, it, vi } from 'vitest';
import { askByPages } from './ask-by-pages.ts';

const start = new Date('2026-03-29T00:59:00.000Z');

/** Pages of so many, each of which takes so long. */
async function ask(counts: readonly number[], tookMs: number) {
  const clock = createManualClock(start);
  const rest = [...counts];
  const askPage = vi.fn(async () => {
    clock.advance(tookMs);
    return rest.shift() ?? 100;
  });
  return [await askByPages(100, { clock }, askPage), askPage.mock.calls.length];
}

it.each([
  ['nobody is overdue', [0], 1, [0, 1]],
  ['a page is not full', [100, 7, 100], 1, [107, 2]],
  ['it has asked about very many', [], 1, [2_000, 20]],
  ['providers hang: no page begins after ten seconds', [], 5_000, [200, 2]],
])('ends when %s', async (_title, counts, tookMs, expected) => {
  expect(await ask(counts, tookMs)).toEqual(expected);
});
