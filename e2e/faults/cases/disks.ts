import type { Fault } from '../fault.ts';

const FULL_MS = 8_000;

export const disks: readonly Fault[] = (
  [
    ['store', 'documentStore', 'The document store\'s disk'],
    ['redis', 'redis', 'The disk of Redis'],
  ] as const
).map(([name, disk, title]) => ({
  name: `disk-full-${name}`,
  title: `${title} is full for ${FULL_MS / 1_000} s, then space is given back`,
  reminders: false,
  async happen({ stack, wait, mended }) {
    const { canBeFilled, fill, giveBack } = stack.disks[disk];
    if (!canBeFilled) return { notProven: 'a small tmpfs can not be mounted here: that needs root, or the capability SYS_ADMIN' };
    await fill();
    await wait(FULL_MS);
    await giveBack();
    mended();
  },
}));
