import { expect, it } from 'vitest';
import { aNotification } from '../../testing/a-notification.ts';
import { addWaiting, dropMissing, mergeRows, prependRows, updateRows } from './merge-rows.ts';

const id = (letter: string) => `ntf_01J9ZK3V5Q8W7X6Y5T4R3E2W1${letter}`;
const row = (letter: string, parts: Parameters<typeof aNotification>[0] = {}) => aNotification({ id: id(letter), ...parts });
const log = (items: ReturnType<typeof row>[], nextCursor: string | null = null) => ({ pages: [{ items, nextCursor }], pageParams: [null] });
const ids = (merged: { pages: { items: { id: string }[] }[] }) => merged.pages.flatMap((page) => page.items.map((item) => item.id));

it('updates a row in place, without moving it', () => {
  const before = log([row('C'), row('B', { status: 'sending' }), row('A')]);
  const { log: after, arrived } = mergeRows(before, [row('B', { status: 'sent', updatedAt: '2026-03-28T10:00:09.000Z' })], {});
  expect(ids(after)).toEqual(ids(before));
  expect(after.pages[0]?.items[1]?.status).toBe('sent');
  expect(arrived).toEqual([]);
});

it('keeps a row that no longer matches the filter where it is', () => {
  const before = log([row('A', { status: 'queued' })]);
  const { log: after } = mergeRows(before, [row('A', { status: 'sent', updatedAt: '2026-03-28T10:00:09.000Z' })], { status: ['queued'] });
  expect(after.pages[0]?.items[0]?.status).toBe('sent');
});

it('ignores news that is older than what is on screen', () => {
  const before = log([row('A', { status: 'sent', updatedAt: '2026-03-28T10:00:09.000Z' })]);
  expect(mergeRows(before, [row('A', { status: 'sending' })], {}).log).toBe(before);
});

it('reports a matching row that is not on screen, and leaves the log alone', () => {
  const before = log([row('A')]);
  const merged = mergeRows(before, [row('B', { status: 'failed' }), row('C')], { status: ['failed'] });
  expect(merged.arrived.map((item) => item.id)).toEqual([id('B')]);
  expect(merged.log).toBe(before);
});

it('leaves rows older than the loaded part to paging', () => {
  const before = log([row('B'), row('A', { createdAt: '2026-03-28T09:00:00.000Z' })], 'more');
  expect(mergeRows(before, [row('0', { createdAt: '2026-03-28T08:00:00.000Z' })], {}).arrived).toEqual([]);
});

it('shows waiting rows on top, newest first, and none twice', () => {
  const after = prependRows(log([row('B'), row('A')]), [row('C'), row('B'), row('D')]);
  expect(ids(after)).toEqual([id('D'), id('C'), id('B'), id('A')]);
});

it('drops a waiting row that stopped matching', () => {
  const waiting = addWaiting(new Map(), [], [row('A', { status: 'queued' })], { status: ['queued'] });
  expect(addWaiting(waiting, [row('A', { status: 'sent' })], [], { status: ['queued'] }).size).toBe(0);
});

it('updates rows of every page in place, and leaves a log alone that has none of them', () => {
  const before = { pages: [...log([row('D')], 'more').pages, ...log([row('B', { status: 'failed' })]).pages], pageParams: [null, 'more'] };
  const after = updateRows(before, [row('B', { status: 'sent', updatedAt: '2026-03-28T10:00:09.000Z' })]);
  expect(after.pages[1]?.items[0]?.status).toBe('sent');
  expect(after.pages[0]).toBe(before.pages[0]);
  expect(updateRows(before, [row('A')])).toBe(before);
});

it('drops what a new reading does not have any more, but not what arrived or changed while it was read', () => {
  const before = log([row('D'), row('C'), row('B'), row('A')]);
  const meanwhile = prependRows(updateRows(before, [row('B', { status: 'sent', updatedAt: '2026-03-28T10:00:09.000Z' })]), [row('E')]);
  expect(ids(dropMissing(meanwhile, before, [row('D'), row('A')]))).toEqual([id('E'), id('D'), id('B'), id('A')]);
  expect(dropMissing(before, before, [row('D'), row('C'), row('B'), row('A')])).toBe(before);
});
