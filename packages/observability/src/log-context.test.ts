import { expect, it } from 'vitest';
import { currentLogContext, withLogContext } from './log-context.ts';

it('fields follow the work through awaits, add up inside, and do not leak to work beside it', async () => {
  const seen = await Promise.all([
    withLogContext({ requestId: 'r1' }, async () => {
      await Promise.resolve();
      return withLogContext({ jobId: 'j1' }, async () => currentLogContext());
    }),
    withLogContext({ requestId: 'r2' }, async () => currentLogContext()),
  ]);
  expect(seen).toEqual([{ requestId: 'r1', jobId: 'j1' }, { requestId: 'r2' }]);
  expect(currentLogContext()).toEqual({});
});
