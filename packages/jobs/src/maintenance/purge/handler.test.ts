import { createManualClock, MaintenanceName } from '@carillon/domain';
import { expect, it, vi } from 'vitest';
import { purge } from './handler.ts';

const clock = createManualClock(new Date('2026-03-29T12:00:00.000Z'));

function world({ contents, logged }: { contents: string[]; logged: string[] }) {
  const foldIdle = vi.fn(async (_schedule: string, _before: Date) => 7);
  const kept = new Set(contents);
  return {
    kept,
    foldIdle,
    deps: {
      clock,
      runs: { foldIdle },
      notifications: { findKnown: async (ids: readonly string[]) => new Set(ids.filter((id) => logged.includes(id))) },
      contents: {
        listIds: vi.fn(async ({ limit, cursor = '' }: { from: Date; to: Date; limit: number; cursor?: string | undefined }) => {
          const behind = contents.filter((id) => id > cursor);
          return { items: behind.slice(0, limit), nextCursor: behind.length > limit ? (behind[limit - 1] ?? null) : null };
        }),
        remove: async (ids: readonly string[]) => ids.filter((id) => kept.delete(id)).length,
      },
    },
  };
}

it('removes contents that no notification belongs to, and counts what went', async () => {
  const { deps, kept } = world({ contents: ['a', 'b', 'c'], logged: ['b'] });
  expect(await purge(deps)).toEqual({ found: 2, enqueued: 0 });
  expect([...kept]).toEqual(['b']);
});

it('looks at a page at a time, however many there are', async () => {
  const many = Array.from({ length: 450 }, (_, index) => String(index).padStart(4, '0'));
  const { deps, kept } = world({ contents: many, logged: many.slice(0, 449) });
  await purge(deps);
  expect(kept.size).toBe(449);
  expect(deps.contents.listIds).toHaveBeenCalledTimes(3);
});

it('leaves a day for a log to follow its content, and an hour to see runs of maintenance one by one', async () => {
  const { deps, foldIdle } = world({ contents: [], logged: [] });
  await purge(deps);
  expect(deps.contents.listIds).toHaveBeenCalledWith({ from: new Date('2026-03-28T06:00:00.000Z'), to: new Date('2026-03-28T12:00:00.000Z'), limit: 200, cursor: undefined });
  expect(foldIdle.mock.calls).toEqual(MaintenanceName.options.map((schedule) => [schedule, new Date('2026-03-29T11:00:00.000Z')]));
});
