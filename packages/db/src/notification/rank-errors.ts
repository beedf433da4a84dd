import type { NotificationDocument } from './model.ts';

export type FailedDocument = Pick<NotificationDocument, '_id' | 'reason' | 'updatedAt'> & { attempts: readonly { code?: number | null }[] };

export interface RankedError {
  reason: string;
  /** What the provider answered at the last attempt. */
  code: number | null;
  count: number;
  lastAt: Date;
  /** The newest of them. */
  sampleId: string;
}

/** What notifications failed of, the most frequent first; of equally frequent ones that which happened last. Takes the newest row first. */
export function rankErrors(rows: readonly FailedDocument[]): RankedError[] {
  const errors = new Map<string, RankedError>();
  for (const { _id, reason, attempts, updatedAt } of rows) {
    const code = attempts.at(-1)?.code ?? null;
    const key = JSON.stringify([reason, code]);
    const known = errors.get(key);
    if (known === undefined) {
      errors.set(key, { reason: reason ?? 'No reason was given', code, count: 1, lastAt: updatedAt, sampleId: _id });
    } else {
      known.count += 1;
      if (updatedAt > known.lastAt) known.lastAt = updatedAt;
    }
  }
  return [...errors.values()].sort((one, other) => other.count - one.count || other.lastAt.getTime() - one.lastAt.getTime());
}
