import type { CampaignRepository, IdempotencyKeyRepository, SegmentRepository } from '@carillon/db';
import { CampaignId, CarillonError, sayDetail, scheduledInstant, type Campaign, type Clock, type CreateCampaign, type IdSource } from '@carillon/domain';
import type { StartCampaignDeps } from '@carillon/jobs/campaigns';
import type { AuditTrail } from '../audit/audit-trail.ts';
import { actorKey } from '../http/actor.ts';
import type { RequestContext } from '../http/route.ts';
import { withIdempotency } from '../idempotency/with-idempotency.ts';
import { findCampaign } from './get-campaign.ts';

export interface EditCampaignDeps {
  campaigns: Pick<CampaignRepository, 'find' | 'insert' | 'update' | 'removeDraft'>;
  segments: Pick<SegmentRepository, 'find'>;
  resolveTemplate: StartCampaignDeps['resolveTemplate'];
  idempotencyKeys: IdempotencyKeyRepository;
  ids: Pick<IdSource, 'campaign'>;
  audit: AuditTrail;
  clock: Clock;
}

/** Adds a draft; the same Idempotency-Key gets the first answer. Throws `validation-failed` for a segment or template that is not there. */
export async function createCampaign(deps: EditCampaignDeps, context: RequestContext, input: CreateCampaign, idempotencyKey: string | null): Promise<Campaign> {
  await checkReferences(deps, input);
  return withIdempotency(
    deps.idempotencyKeys,
    { caller: actorKey(context.actor), key: idempotencyKey, input: { createCampaign: input }, subjectId: deps.ids.campaign() },
    (subjectId) => insert(deps, context, CampaignId.parse(subjectId), input),
    async (subjectId) => (await findCampaign(deps, CampaignId.parse(subjectId))).campaign,
  );
}

async function insert(deps: EditCampaignDeps, context: RequestContext, id: CampaignId, input: CreateCampaign): Promise<Campaign> {
  // An earlier try may have come this far and no further.
  const known = await deps.campaigns.find(id);
  if (known !== null) return known.campaign;
  return deps.audit.record(context, { action: 'campaign.created', subject: { kind: 'campaign', id }, changes: { name: input.name } }, () => deps.campaigns.insert(id, input, context.actor.requester));
}

/** Whatever a campaign names has to be there, and its time ahead. */
export async function checkReferences({ segments, resolveTemplate, clock }: Pick<EditCampaignDeps, 'segments' | 'resolveTemplate' | 'clock'>, { segmentId, template, schedule }: Partial<CreateCampaign>): Promise<void> {
  const refuse = (field: string, message: string) => new CarillonError('validation-failed', sayDetail({ pointer: `/${field}`, message }), { details: [{ pointer: `/${field}`, code: 'not-found', message }] });
  if (segmentId !== undefined && segmentId !== null && (await segments.find(segmentId)) === null) throw refuse('segmentId', 'is not a segment that exists');
  if (template !== undefined) {
    await resolveTemplate(template).catch((error: unknown) => {
      throw error instanceof CarillonError && error.code === 'not-found' ? refuse('template', 'is not a template that exists') : error;
    });
  }
  if (schedule !== undefined && schedule !== null && scheduledInstant(schedule) <= clock.now()) {
    throw new CarillonError('validation-failed', 'The scheduled time has passed already.', { details: [{ pointer: '/schedule/at', code: 'past', message: 'has passed already' }] });
  }
}
