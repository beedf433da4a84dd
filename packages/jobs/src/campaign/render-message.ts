import { CarillonError, type AudienceMember, type Campaign, type TemplateSource } from '@carillon/domain';
import type { TemplateRenderer } from '@carillon/templates';

export interface CampaignContent {
  subject: string;
  html: string;
  text: string;
}

/** All that a campaign's template may say about its recipient. `unsubscribeUrl` is empty where nobody may unsubscribe. */
export function templateDataOf(member: AudienceMember, campaign: Pick<Campaign, 'id' | 'name'>, unsubscribeUrl: string): Record<string, unknown> {
  const { userId, name, address, locale, timeZone, attributes, tags } = member;
  return { userId, name, address, locale, timeZone, attributes, tags, campaign: { id: campaign.id, name: campaign.name }, unsubscribeUrl };
}

/** What one recipient reads, or why it can not be written: an undefined variable, a subject of two lines. */
export function renderMessage(renderer: Pick<TemplateRenderer, 'render'>, source: TemplateSource, data: Record<string, unknown>): { kind: 'rendered'; content: CampaignContent } | { kind: 'refused'; error: CarillonError } {
  try {
    return { kind: 'rendered', content: renderer.render(source, data) };
  } catch (error) {
    if (error instanceof CarillonError) return { kind: 'refused', error };
    throw error;
  }
}
