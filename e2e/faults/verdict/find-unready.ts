import { setTimeout as wait } from 'node:timers/promises';
import type { SupervisedProcess } from '../stack/supervised-process.ts';

/** Long after a process that was left alone for a while is started again. */
const PATIENCE_MS = 60_000;

/** Processes that somebody has to look at: not started again, or not ready for use in good time. */
export async function findUnready(processes: readonly Pick<SupervisedProcess, 'name' | 'givenUp' | 'untilReady'>[]): Promise<string[]> {
  const found = await Promise.all(
    processes.map(async ({ name, givenUp, untilReady }) => {
      const reason = givenUp();
      if (reason !== null) return [`${name}: ${reason}`];
      const ready = await Promise.race([untilReady().then(() => true, () => false), wait(PATIENCE_MS, false, { ref: false })]);
      return ready ? [] : [`${name}: it is not ready`];
    }),
  );
  return found.flat();
}
