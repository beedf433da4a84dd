import type { NotificationStatus } from '@carillon/domain';

export const unitMs = { minute: 60_000, hour: 3_600_000 } as const;
export type CounterUnit = keyof typeof unitMs;

export interface CounterMove {
  createdAt: Date;
  previous: NotificationStatus | null;
  status: NotificationStatus;
  /** When a provider accepted it, if that was the move. */
  acceptedAt: Date | null;
}

interface Bucket {
  unit: CounterUnit | 'pace';
  start: Date;
  increments: Record<string, number>;
}

/** What moves come to together: one bucket for each document that they touch. */
export function sumMoves(moves: readonly CounterMove[]): Bucket[] {
  const buckets = new Map<string, Bucket>();

  function add(unit: Bucket['unit'], start: Date, name: string, by: number): void {
    const id = idOf(unit, start);
    const bucket = buckets.get(id) ?? { unit, start, increments: {} };
    bucket.increments[`counts.${name}`] = (bucket.increments[`counts.${name}`] ?? 0) + by;
    buckets.set(id, bucket);
  }

  for (const { createdAt, previous, status, acceptedAt } of moves) {
    for (const unit of ['minute', 'hour'] as const) {
      const start = floorTo(unit, createdAt);
      add(unit, start, status, 1);
      if (previous !== null) add(unit, start, previous, -1);
    }
    if (acceptedAt !== null) add('pace', floorTo('minute', acceptedAt), String(acceptedAt.getUTCSeconds()), 1);
  }
  return [...buckets.values()];
}

export function floorTo(unit: CounterUnit, instant: Date): Date {
  return new Date(Math.floor(instant.getTime() / unitMs[unit]) * unitMs[unit]);
}

export function idOf(unit: Bucket['unit'], start: Date): string {
  return `${unit}|${start.toISOString()}`;
}
