import { expect, it, vi } from 'vitest';
import { runMaintenance } from './run-maintenance.ts';

const reporter = (startable = true) => ({ start: vi.fn(async () => startable), progress: vi.fn(async () => undefined), finish: vi.fn(async () => undefined) });

it('says what was found and ends the run', async () => {
  const runs = reporter();
  expect(await runMaintenance({ runId: 'run' }, { runs }, async () => ({ found: 3, enqueued: 2 }))).toEqual({ outcome: 'done', reason: 'found 3, enqueued 2' });
  expect([runs.progress.mock.calls, runs.finish.mock.calls]).toEqual([[['run', { found: 3, enqueued: 2, inEarlierRun: 0, skipped: {} }]], [['run', {}]]]);
});

it('does nothing for a run that has ended', async () => {
  const maintain = vi.fn();
  expect((await runMaintenance({ runId: 'run' }, { runs: reporter(false) }, maintain)).outcome).toBe('skipped');
  expect(maintain).not.toHaveBeenCalled();
});

it('what goes wrong is the error of the run, and of the job', async () => {
  const runs = reporter();
  await expect(runMaintenance({ runId: 'run' }, { runs }, () => Promise.reject(new Error('the store is away')))).rejects.toThrow('the store is away');
  expect(runs.finish.mock.calls).toEqual([['run', { error: 'the store is away' }]]);
});
