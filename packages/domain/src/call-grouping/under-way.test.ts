import { expect, it } from 'vitest';
import { createUnderWay } from './under-way.ts';

it('is settled when all that was added until then has ended, well or not', async () => {
  const underWay = createUnderWay();
  let succeed: (value: number) => void = () => undefined;
  let fail: (error: Error) => void = () => undefined;
  const first = underWay.add(new Promise<number>((resolve) => (succeed = resolve)));
  const second = underWay.add(new Promise<number>((_resolve, reject) => (fail = reject)));
  let isSettled = false;
  const settled = underWay.settled().then(() => (isSettled = true));
  succeed(1);
  expect(await first).toBe(1);
  expect(isSettled).toBe(false);
  fail(new Error('away'));
  await expect(second).rejects.toThrow('away');
  expect(await settled).toBe(true);
});

it('is settled at once while there is nothing', async () => {
  await expect(createUnderWay().settled()).resolves.toBeUndefined();
});
