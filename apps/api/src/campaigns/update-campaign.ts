import { CarillonError, type Campaign, type CampaignId, type UpdateCampaign } from '@carillon/domain';
import type { RequestContext } from '../http/route.ts';
import { versionConflict } from '../http/version-conflict.ts';
import { checkReferences, type EditCampaignDeps } from './create-campaign.ts';
import { findCampaign } from './get-campaign.ts';

/** Changes a draft. Throws `conflict` for what is no draft any more, `version-conflict` when somebody else saved first. */
export async function updateCampaign(deps: EditCampaignDeps, context: RequestContext, id: CampaignId, { version, ...input }: UpdateCampaign): Promise<Campaign> {
  const { campaign } = await findCampaign(deps, id);
  refuseUnlessDraft(campaign);
  // What is left out is no key at all, as the repository writes each key it gets.
  const fields = Object.fromEntries(Object.entries(input).filter(([, value]) => value !== undefined));
  await checkReferences(deps, fields);
  return deps.audit.record(context, { action: 'campaign.changed', subject: { kind: 'campaign', id }, changes: { version: version + 1, ...fields } }, async () => {
    const updated = await deps.campaigns.update(id, version, fields);
    if (updated !== null) return updated;
    refuseUnlessDraft((await findCampaign(deps, id)).campaign);
    throw versionConflict('The campaign');
  });
}

/** Removes a draft: nothing was sent, and nothing is kept. Throws `conflict` for any other. */
export async function deleteCampaign(deps: EditCampaignDeps, context: RequestContext, id: CampaignId): Promise<void> {
  const { campaign } = await findCampaign(deps, id);
  await deps.audit.record(context, { action: 'campaign.deleted', subject: { kind: 'campaign', id }, changes: { name: campaign.name } }, async () => {
    if (!(await deps.campaigns.removeDraft(id))) refuseUnlessDraft((await findCampaign(deps, id)).campaign);
  });
}

function refuseUnlessDraft({ status }: Campaign): void {
  if (status !== 'draft') throw new CarillonError('conflict', `Only a draft can be changed; this campaign is ${status}.`);
}
