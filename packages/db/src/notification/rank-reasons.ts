import type { NotificationDocument } from './model.ts';

export type FailedDocument = Pick<NotificationDocument, '_id' | 'reason' | 'updatedAt'> & { attempts: readonly { code?: number | null; outcome?: string | null }[] };

export interface RankedReason {
  /** Null: nobody gave one. */
  reason: string | null;
  /** What the provider answered at the last attempt of the newest; null when it took it then, and said later that it failed. */
  code: number | null;
  /** Of the rows. */
  count: number;
  lastAt: Date;
  /** The newest of them. */
  sampleId: string;
}

/** What notifications failed of, the most frequent first; of equally frequent ones that which happened last. Takes the newest row first. */
export function rankReasons(rows: readonly FailedDocument[]): RankedReason[] {
  const ranked = new Map<string | null, RankedReason>();
  for (const { _id, reason, attempts, updatedAt } of rows) {
    const known = ranked.get(reason);
    if (known === undefined) {
      ranked.set(reason, { reason, code: refusalOf(attempts.at(-1)), count: 1, lastAt: updatedAt, sampleId: _id });
    } else {
      known.count += 1;
      if (updatedAt > known.lastAt) known.lastAt = updatedAt;
    }
  }
  return [...ranked.values()].sort(byFrequency);
}

function refusalOf(attempt: FailedDocument['attempts'][number] | undefined): number | null {
  return attempt === undefined || attempt.outcome === 'accepted' ? null : (attempt.code ?? null);
}

export function byFrequency(one: Pick<RankedReason, 'count' | 'lastAt'>, other: Pick<RankedReason, 'count' | 'lastAt'>): number {
  return other.count - one.count || other.lastAt.getTime() - one.lastAt.getTime();
}
