import { countedUpTo, SegmentId, SegmentRule, type Clock, type Page, type RowCount, type Segment } from '@carillon/domain';
import { isDuplicateKey } from '../connection.ts';
import { countUpTo } from '../count-up-to.ts';
import { behind, decodeCursor, toPage } from '../keyset.ts';
import type { SegmentDocument, SegmentModel } from './model.ts';

export type SegmentContent = Pick<Segment, 'name' | 'description' | 'rule'> & { by: string };

export function createSegmentRepository({ model, clock }: { model: SegmentModel; clock: Clock }) {
  return {
    /** The unique index decides: null when another segment has this name. */
    async insert(id: SegmentId, { by, ...content }: SegmentContent): Promise<Segment | null> {
      const now = clock.now();
      const document: SegmentDocument = { _id: id, ...content, nameKey: content.name.toLowerCase(), revision: 1, createdAt: now, updatedAt: now, updatedBy: by };
      return nullWhenTaken(async () => {
        await model.insertOne(document);
        return toSegment(document);
      });
    },

    /** Compare-and-set on the version: `changed` when somebody else was faster, or the segment is gone; `taken` when another one has the name. */
    async update(id: string, version: number, { by, ...content }: SegmentContent): Promise<Segment | 'changed' | 'taken'> {
      const document = await nullWhenTaken(async () => {
        const set = { ...content, nameKey: content.name.toLowerCase(), updatedAt: clock.now(), updatedBy: by };
        const written = await model.findOneAndUpdate({ _id: id, revision: version }, { $set: set, $inc: { revision: 1 } }, { returnDocument: 'after' }).lean<SegmentDocument>();
        return written ?? 'changed';
      });
      if (document === null) return 'taken';
      return document === 'changed' ? 'changed' : toSegment(document);
    },

    async find(id: string): Promise<Segment | null> {
      const document = await model.findById(id).lean<SegmentDocument>();
      return document === null ? null : toSegment(document);
    },

    /** Newest first. */
    async list(page: { limit: number; cursor?: string | undefined }): Promise<Page<Segment>> {
      const filter = page.cursor === undefined ? {} : behind('createdAt', decodeCursor(page.cursor));
      const rows = await model.find(filter).sort({ createdAt: -1, _id: -1 }).limit(page.limit + 1).lean<SegmentDocument[]>();
      return toPage(rows, page.limit, (row) => row.createdAt, toSegment);
    },

    /** Counts at most `cap` of them. */
    async count(cap: number): Promise<RowCount> {
      return countedUpTo(cap, await countUpTo<SegmentDocument>(model, {}, cap + 1));
    },

    /** False: there is no such segment. */
    async remove(id: string): Promise<boolean> {
      return (await model.deleteOne({ _id: id })).deletedCount === 1;
    },
  };
}
export type SegmentRepository = ReturnType<typeof createSegmentRepository>;

async function nullWhenTaken<Result>(write: () => Promise<Result>): Promise<Result | null> {
  try {
    return await write();
  } catch (error) {
    if (isDuplicateKey(error)) return null;
    throw error;
  }
}

function toSegment({ _id, name, description, rule, revision, createdAt, updatedAt, updatedBy }: SegmentDocument): Segment {
  return {
    id: SegmentId.parse(_id),
    name,
    description,
    rule: SegmentRule.nullable().parse(rule),
    version: revision,
    createdAt: createdAt.toISOString(),
    updatedAt: updatedAt.toISOString(),
    updatedBy,
  };
}
