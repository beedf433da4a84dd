import type { MailServer } from './witness/mail-server.ts';
import type { ProcessName, Stack } from './stack/start-stack.ts';

/** What a fault may do while the load goes on. */
export interface Stage {
  stack: Stack;
  mailServer: MailServer;
  /** In [0, 1), from the seed of the run. */
  random: () => number;
  wait(milliseconds: number): Promise<void>;
  /** Now something is mended again: from here on it is measured how long it takes until a message goes through as ever. */
  mended(): void;
  /** For the column "kills". */
  kill(name: ProcessName): Promise<void>;
}

export interface Fault {
  /** `<what>-<how>`: `npm run faults -- smtp` runs all whose name begins with it. */
  name: string;
  title: string;
  /** Whether payments become due meanwhile, so that reminders are swept and sent, too. */
  reminders: boolean;
  /** Makes it happen and mends it, under load. Resolves to why it can not be tried on this machine, if that is so. */
  happen(stage: Stage): Promise<{ notProven: string } | void>;
}
