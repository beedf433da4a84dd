import type { WorkerConfig } from '@carillon/config';
import type { CampaignRepository } from '@carillon/db';
import { createLinkTokens, type Clock } from '@carillon/domain';
import { createCampaignControl, createChunkSizes, createPlaces, PLACES_PER_PROVIDER, type DeliverChunkDeps, type WatchCampaignsDeps } from '@carillon/jobs/handlers';
import type { TokenBucket } from '@carillon/queue';
import { createLinkSigner, createMessageLinks, type TemplateRenderer } from '@carillon/templates';

export interface DeliveryOptions {
  config: Pick<WorkerConfig, 'links' | 'receiptTimeoutMs'>;
  campaigns: Pick<CampaignRepository, 'find'>;
  tokens: Pick<TokenBucket, 'take'>;
  renderer: Pick<TemplateRenderer, 'render'>;
  resolveTemplate: WatchCampaignsDeps['resolveTemplate'];
  newClaimId: () => string;
  clock: Clock;
}

type Delivery = Pick<DeliverChunkDeps, 'control' | 'places' | 'chunkSizes' | 'tokens' | 'renderer' | 'links' | 'newClaimId' | 'receiptTimeoutMs'> & Pick<WatchCampaignsDeps, 'resolveTemplate'>;

/** What campaigns are delivered with, besides the repositories. */
export function openDelivery({ config, campaigns, tokens, renderer, resolveTemplate, newClaimId, clock }: DeliveryOptions): Delivery {
  return {
    control: createCampaignControl({ campaigns, clock }),
    places: createPlaces(PLACES_PER_PROVIDER),
    chunkSizes: createChunkSizes(),
    tokens,
    renderer,
    resolveTemplate,
    newClaimId,
    receiptTimeoutMs: config.receiptTimeoutMs,
    links: createMessageLinks({ publicUrl: config.links.publicUrl, tokens: createLinkTokens(createLinkSigner(config.links.keys)) }),
  };
}

/** Delivery jobs at once: whatever some providers do, the others find places. */
export function placesFor(providers: number): number {
  return PLACES_PER_PROVIDER * (providers + 1);
}
