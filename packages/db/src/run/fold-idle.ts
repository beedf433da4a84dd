import { foldIdleRuns, type Fold } from '@carillon/domain';
import type { RunDocument, RunModel } from './model.ts';
import { toRun } from './to-run.ts';

const PAGE = 500;

/**
 * Lets one run a day stand for those of a schedule that had nothing to do, with slots before an instant; returns how many
 * it stands for more than before. Can be cut off anywhere, and repeated: none is lost, none is counted twice.
 */
export async function foldIdle(model: RunModel, schedule: string, before: Date): Promise<number> {
  // Somebody died between counting and removing.
  for (const { _id, folding } of await model.find({ schedule, folding: { $exists: true } }).lean<RunDocument[]>()) await removeFolded(model, _id, folding ?? []);
  let folded = 0;
  for (let after = new Date(0); ; ) {
    const rows = await model.find({ schedule, trigger: 'clock', state: 'done', found: 0, slot: { $gt: after, $lt: before } }).sort({ slot: 1 }).limit(PAGE).lean<RunDocument[]>();
    for (const fold of foldIdleRuns(rows.map(toRun))) folded += await write(model, fold);
    const last = rows.at(-1);
    if (last === undefined || rows.length < PAGE) return folded;
    after = last.slot;
  }
}

/** Counts first, by compare-and-set, and notes whom: of two that fold the same runs one does. */
async function write(model: RunModel, { keep, earlier, remove }: Fold): Promise<number> {
  const asRead = keep.earlier === null ? { earlier: { $exists: false } } : { 'earlier.runs': keep.earlier.runs };
  const { matchedCount } = await model.updateOne({ _id: keep.id, ...asRead }, { $set: { earlier, folding: remove } });
  if (matchedCount === 0) return 0;
  await removeFolded(model, keep.id, remove);
  return remove.length;
}

async function removeFolded(model: RunModel, keptId: string, folded: readonly string[]): Promise<void> {
  await model.deleteMany({ _id: { $in: [...folded] } });
  await model.updateOne({ _id: keptId }, { $unset: { folding: 1 } });
}
