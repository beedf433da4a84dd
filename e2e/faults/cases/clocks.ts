import type { Fault } from '../fault.ts';
import { shiftable } from '../stack/product-processes.ts';
import { whileUnderWay } from './under-way.ts';

const HOUR_MS = 3_600_000;
const OFF_MS = 6_000;
const APART_MS = 8_000;
/** Abandoned claims are looked for every two seconds, by one worker or the other: in a row of bad luck it is never the one whose clock is ahead. */
const APART_AT_MOST_MS = 40_000;
const LOOK_MS = 1_000;
/** What a worker says when it ends the attempt of another. */
const TAKEN_FOR_EXPIRED = /"notification\.changed".*The worker stopped /;

export const clocks: readonly Fault[] = [
  ...([['ahead', HOUR_MS, 'forward by an hour', 'back'], ['behind', -HOUR_MS, 'back by an hour', 'forward']] as const).map(([name, shift, there, back]) =>
    whileUnderWay({
      name: `clock-${name}`,
      title: `The clocks of all processes but Redis jump ${there}, and ${OFF_MS / 1_000} s later ${back}`,
      reminders: false,
      async happen({ stack, wait, mended }) {
        const shifted = await stack.shiftClocks(shiftable, shift);
        await wait(OFF_MS);
        const set = await stack.shiftClocks(shiftable, 0);
        mended();
        return { met: { 'clocks that jumped': shifted, 'and jumped back': set } };
      },
    }),
  ),
  whileUnderWay({
    name: 'clock-apart',
    title: `One of two workers is an hour ahead for ${APART_MS / 1_000} s or more, and takes the claims of the other for expired`,
    reminders: false,
    async happen({ stack, wait, mended }) {
      const ahead = stack.processes['worker-1'];
      const before = await ahead.countInLog(TAKEN_FOR_EXPIRED);
      const untaken = async () => (await ahead.countInLog(TAKEN_FOR_EXPIRED)) === before;
      const shifted = await stack.shiftClocks(['worker-1'], HOUR_MS);
      await wait(APART_MS);
      for (let waited = APART_MS; waited < APART_AT_MOST_MS && (await untaken()); waited += LOOK_MS) await wait(LOOK_MS);
      await stack.shiftClocks(['worker-1'], 0);
      mended();
      return { met: { 'clocks that jumped': shifted, 'claims taken for expired': (await ahead.countInLog(TAKEN_FOR_EXPIRED)) - before } };
    },
  }),
];
