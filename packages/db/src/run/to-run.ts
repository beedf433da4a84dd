import { Run, RunId } from '@carillon/domain';
import type { RunDocument } from './model.ts';

export function toRun(document: RunDocument): Run {
  return {
    id: RunId.parse(document._id),
    schedule: document.schedule,
    slot: document.slot.toISOString(),
    trigger: document.trigger,
    startedBy: document.startedBy,
    state: document.state,
    parameters: Run.shape.parameters.parse(document.parameters),
    found: document.found,
    // A sweep that is taken up again after a crash sees no more of those of its jobs that ended without a trace.
    enqueued: Math.max(document.enqueued, countOutcomes(document)),
    inEarlierRun: document.inEarlierRun ?? 0,
    skipped: Object.fromEntries(document.skipped.map(({ reason, count }) => [reason, count])),
    notified: document.notified,
    held: document.held ?? 0,
    heldUntil: document.heldUntil?.toISOString() ?? null,
    failed: document.failed,
    skippedLater: Object.fromEntries(Object.entries(document.skippedLater).map(([key, count]) => [decodeURIComponent(key), count])),
    createdAt: document.createdAt.toISOString(),
    startedAt: document.startedAt?.toISOString() ?? null,
    endedAt: document.endedAt?.toISOString() ?? null,
    error: document.error,
    earlier: document.earlier ?? null,
  };
}

function countOutcomes({ notified, failed, skippedLater }: RunDocument): number {
  return Object.values(skippedLater).reduce((sum, count) => sum + count, notified + failed);
}
