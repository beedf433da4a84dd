import type { MailServer } from './witness/mail-server.ts';
import type { ProcessName, Stack } from './stack/start-stack.ts';

/** What a fault may do while the load goes on. */
export interface Stage {
  stack: Stack;
  mailServer: MailServer;
  /** In [0, 1), from the seed of the run. */
  random: () => number;
  wait(milliseconds: number): Promise<void>;
  /** Asks for a change as an operator would; throws when it is refused. */
  post(path: string, body: object): Promise<unknown>;
  /** Now something is mended again: from here on it is measured how long it takes until a message goes through as ever. */
  mended(): void;
  /** For the column "kills". */
  kill(name: ProcessName): Promise<void>;
}

/**
 * How often each thing that makes up the fault was really met by the product, as counted by whoever did it to it: a process that was killed, a
 * connection that was cut. Or why it can not be tried on this machine.
 */
export type Outcome = { met: Readonly<Record<string, number>> } | { notProven: string };

/** Why a fault proves nothing: it could not be tried, or some of it was met by nobody. Null when it does. */
export function whyNotProven(outcome: Outcome): string | null {
  if ('notProven' in outcome) return outcome.notProven;
  const missed = Object.entries(outcome.met).filter(([, times]) => times === 0).map(([what]) => what);
  return missed.length === 0 ? null : `not once met: ${missed.join(', ')}`;
}

export interface Fault {
  /** `<what>-<how>`: `npm run faults -- smtp` runs all whose name begins with it. */
  name: string;
  title: string;
  /** Whether payments become due meanwhile, so that reminders are swept and sent, too. */
  reminders: boolean;
  /** Makes it happen and mends it, under load. */
  happen(stage: Stage): Promise<Outcome>;
}
