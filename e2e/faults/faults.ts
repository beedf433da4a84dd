import { clocks } from './cases/clocks.ts';
import { disks } from './cases/disks.ts';
import { kills } from './cases/kills.ts';
import { mail } from './cases/mail.ts';
import { networks } from './cases/networks.ts';
import { stops } from './cases/stops.ts';
import type { Fault } from './fault.ts';

/** In the order in which they happen. */
export const faults: readonly Fault[] = [...kills, ...stops, ...mail, ...disks, ...networks, ...clocks];
