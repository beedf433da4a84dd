import { RuleName, type Page, type UserTimelineEntry } from '@carillon/domain';
import type { QueryFilter } from 'mongoose';
import { behind, decodeCursor, toPage } from '../keyset.ts';
import type { OccurrenceDocument, OccurrenceModel } from './model.ts';

type HeldBack = Extract<UserTimelineEntry, { kind: 'held-back' }> & { id: string };

/** Reads the occurrences of one user that led to no message, newest first. The cursor is one of any list that is sorted by time and id. */
export function createHeldBackList({ model }: { model: OccurrenceModel }) {
  return async (userId: string, { limit, cursor }: { limit: number; cursor?: string | undefined }): Promise<Page<HeldBack>> => {
    const own: QueryFilter<OccurrenceDocument> = { userId, state: { $in: ['claimed', 'skipped'] } };
    const filter = cursor === undefined ? own : { $and: [own, behind('claimedAt', decodeCursor(cursor))] };
    const rows = await model.find(filter).sort({ claimedAt: -1, _id: -1 }).limit(limit + 1).lean<OccurrenceDocument[]>();
    return toPage(rows, limit, (row) => row.claimedAt, toHeldBack);
  };
}
export type HeldBackList = ReturnType<typeof createHeldBackList>;

function toHeldBack({ _id, claimedAt, rule, subjectId, slot, state, reason, runId }: OccurrenceDocument): HeldBack {
  return { id: _id, kind: 'held-back', at: claimedAt.toISOString(), rule: RuleName.parse(rule), subjectId, slot, state: state === 'claimed' ? 'claimed' : 'skipped', reason, runId };
}
