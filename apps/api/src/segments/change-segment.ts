import type { SegmentRepository } from '@carillon/db';
import { CarillonError, type CreateSegment, type IdSource, type Segment, type SegmentId, type UpdateSegment } from '@carillon/domain';
import type { AuditTrail } from '../audit/audit-trail.ts';
import type { RequestContext } from '../http/route.ts';
import { versionConflict } from '../http/version-conflict.ts';
import { findSegmentUses, nameUses, type FindSegmentUsesDeps } from './find-segment-uses.ts';

export interface ChangeSegmentDeps extends FindSegmentUsesDeps {
  segments: SegmentRepository;
  audit: AuditTrail;
  ids: Pick<IdSource, 'segment'>;
}

/** Throws `not-found`. */
export async function getSegment({ segments }: Pick<ChangeSegmentDeps, 'segments'>, id: SegmentId): Promise<Segment> {
  const segment = await segments.find(id);
  if (segment === null) throw new CarillonError('not-found', `There is no segment with the id ${id}.`);
  return segment;
}

/** Throws `conflict` when another segment has the name. */
export function createSegment({ segments, audit, ids }: ChangeSegmentDeps, context: RequestContext, input: CreateSegment): Promise<Segment> {
  const id = ids.segment();
  return audit.record(context, { action: 'segment.created', subject: { kind: 'segment', id }, changes: { ...input } }, async () => {
    const segment = await segments.insert(id, { ...input, by: context.actor.requester.name });
    if (segment === null) throw nameTaken(input.name);
    return segment;
  });
}

/** Throws `version-conflict` when somebody saved a newer one, `conflict` when another segment has the name. */
export function updateSegment({ segments, audit }: ChangeSegmentDeps, context: RequestContext, id: SegmentId, { version, ...input }: UpdateSegment): Promise<Segment> {
  return audit.record(context, { action: 'segment.changed', subject: { kind: 'segment', id }, changes: { ...input } }, async () => {
    const outcome = await segments.update(id, version, { ...input, by: context.actor.requester.name });
    if (outcome === 'taken') throw nameTaken(input.name);
    if (outcome !== 'changed') return outcome;
    throw versionConflict('The segment', (await getSegment({ segments }, id)).version);
  });
}

/** Campaigns that ended keep their audience. Throws `not-found`, and `conflict` while one needs it that is to be launched or under way. */
export async function deleteSegment({ segments, campaigns, audit }: ChangeSegmentDeps, context: RequestContext, id: SegmentId): Promise<void> {
  await audit.record(context, { action: 'segment.deleted', subject: { kind: 'segment', id }, changes: {} }, async () => {
    const uses = await findSegmentUses({ campaigns }, id);
    if (uses.items.length > 0) throw new CarillonError('conflict', `Campaigns need this segment: ${nameUses(uses)}. Give them another one, or delete or cancel them.`.slice(0, 1_000));
    if (!(await segments.remove(id))) throw new CarillonError('not-found', `There is no segment with the id ${id}.`);
  });
}

function nameTaken(name: string): CarillonError {
  return new CarillonError('conflict', `There is a segment named ${name} already.`, { details: [{ pointer: '/name', code: 'taken', message: 'is the name of another segment' }] });
}
