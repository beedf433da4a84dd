import type { Fault } from '../fault.ts';
import { shiftable } from '../stack/product-processes.ts';

const HOUR_MS = 3_600_000;

export const clocks: readonly Fault[] = [
  {
    name: 'clock-ahead',
    title: 'The clock of the machine jumps forward by an hour, and 6 s later back',
    reminders: false,
    async happen({ stack, wait, mended }) {
      await stack.shiftClocks(shiftable, HOUR_MS);
      await wait(6_000);
      await stack.shiftClocks(shiftable, 0);
      mended();
    },
  },
  {
    name: 'clock-behind',
    title: 'The clock of the machine jumps back by an hour, and 6 s later forward',
    reminders: false,
    async happen({ stack, wait, mended }) {
      await stack.shiftClocks(shiftable, -HOUR_MS);
      await wait(6_000);
      await stack.shiftClocks(shiftable, 0);
      mended();
    },
  },
  {
    name: 'clock-apart',
    title: 'One of two workers is an hour ahead for 8 s, and takes the claims of the other for expired',
    reminders: false,
    async happen({ stack, wait, mended }) {
      await stack.shiftClocks(['worker-1'], HOUR_MS);
      await wait(8_000);
      await stack.shiftClocks(['worker-1'], 0);
      mended();
    },
  },
];
