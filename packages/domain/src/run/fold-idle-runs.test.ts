import { expect, it } from 'vitest';
import { RunId } from '../identity/schema.ts';
import { foldIdleRuns, type FoldableRun } from './fold-idle-runs.ts';

const id = (number: number) => RunId.parse(`run_01M8G4V6D2PP6HMWA63J8H4CW${number}`);
const run = (number: number, slot: string, more: Partial<FoldableRun> = {}): FoldableRun => ({ id: id(number), slot: `${slot}.000Z`, startedAt: `${slot}.100Z`, endedAt: `${slot}.120Z`, earlier: null, ...more });

it('the last one of a day stands for all of it', () => {
  const [first, second, third] = [run(1, '2026-11-21T00:00:00'), run(2, '2026-11-21T00:00:05', { endedAt: '2026-11-21T00:00:05.150Z' }), run(3, '2026-11-21T23:59:55')];
  expect(foldIdleRuns([first, second, third, run(4, '2026-11-22T00:00:00')])).toEqual([{ keep: third, earlier: { runs: 2, since: first.slot, tookMs: 70, longestMs: 50 }, remove: [first.id, second.id] }]);
});

it('what stood for others hands them on', () => {
  const before = { runs: 10, since: '2026-11-21T00:00:00.000Z', tookMs: 300, longestMs: 90 };
  expect(foldIdleRuns([run(1, '2026-11-21T01:00:00', { earlier: before }), run(2, '2026-11-21T02:00:00')])).toMatchObject([{ keep: { id: id(2) }, earlier: { ...before, runs: 11, tookMs: 320 } }]);
});

it('what stands for others takes more', () => {
  const before = { runs: 10, since: '2026-11-21T01:00:00.000Z', tookMs: 300, longestMs: 9 };
  expect(foldIdleRuns([run(1, '2026-11-21T00:00:00'), run(2, '2026-11-21T02:00:00', { earlier: before })])).toMatchObject([{ earlier: { runs: 11, since: '2026-11-21T00:00:00.000Z', tookMs: 320, longestMs: 20 }, remove: [id(1)] }]);
});

it.each([
  ['nothing', []],
  ['a run that is alone on its day', [run(1, '2026-11-21T23:59:55'), run(2, '2026-11-22T00:00:00')]],
])('%s stays as it is', (_what, runs) => {
  expect(foldIdleRuns(runs)).toEqual([]);
});
