import { createSeededRandom } from '../faults/seeded-random.ts';

export type Blow = 'worker' | 'vendor' | 'api' | 'flush';
export interface PlannedBlow {
  blow: Blow;
  /** It falls as soon as so many recipients have been reached. */
  after: number;
}

/**
 * `kills` processes to kill and one Redis to empty, at moments that the seed decides, before `end` recipients have been
 * reached. Each process dies at least once.
 */
export function planCrashes(seed: number, { kills, end }: { kills: number; end: number }): PlannedBlow[] {
  const random = createSeededRandom(seed);
  const processes = ['worker', 'vendor', 'api'] as const;
  const victims: Blow[] = Array.from({ length: kills }, (_, index) => processes[index] ?? processes[Math.floor(random() * processes.length)] ?? 'worker');
  return [...victims, 'flush' as const].map((blow) => ({ blow, after: Math.floor(random() * end) })).toSorted((one, other) => one.after - other.after);
}
