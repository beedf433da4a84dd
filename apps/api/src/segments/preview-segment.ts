import type { AudienceReader } from '@carillon/db';
import { ExclusionReason, type Clock, type PreviewSegment, type SegmentPreview } from '@carillon/domain';

export interface PreviewSegmentDeps {
  audience: Pick<AudienceReader, 'readPage'>;
  clock: Clock;
}

const PAGE = 1_000;

/** Counts whom a rule would reach and why others are left out, reading the audience as a launch does; stops at `signal`. */
export async function previewSegment({ audience, clock }: PreviewSegmentDeps, { rule, samples: wanted, ...about }: PreviewSegment, signal: AbortSignal): Promise<SegmentPreview> {
  const excluded = new Map(ExclusionReason.options.map((reason) => [reason, 0]));
  const preview: Pick<SegmentPreview, 'included' | 'samples' | 'excludedSamples'> = { included: 0, samples: [], excludedSamples: [] };
  const asOf = clock.now().toISOString();
  let cursor: string | null = null;
  do {
    signal.throwIfAborted();
    const page: Awaited<ReturnType<AudienceReader['readPage']>> = await audience.readPage({ segment: rule, ...about }, { cursor, limit: PAGE });
    preview.included += page.included.length;
    preview.samples.push(...page.included.slice(0, wanted - preview.samples.length).map(({ userId, name, address }) => ({ userId, name, address })));
    preview.excludedSamples.push(...page.excluded.slice(0, wanted - preview.excludedSamples.length).map(({ userId, reason }) => ({ userId, reason })));
    for (const { reason } of page.excluded) excluded.set(reason, (excluded.get(reason) ?? 0) + 1);
    cursor = page.nextCursor;
  } while (cursor !== null);
  const left = [...excluded.values()].reduce((sum, count) => sum + count, 0);
  return { ...preview, matched: preview.included + left, excluded: countsOf(excluded), asOf };
}

function countsOf(counts: ReadonlyMap<ExclusionReason, number>): SegmentPreview['excluded'] {
  const of = (reason: ExclusionReason) => counts.get(reason) ?? 0;
  return { 'deactivated': of('deactivated'), 'unsubscribed': of('unsubscribed'), 'no-address': of('no-address'), 'suppressed': of('suppressed'), 'duplicate-address': of('duplicate-address') };
}
