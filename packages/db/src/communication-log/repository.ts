import { createReceiptApplication, type ReceiptDeps } from './apply-receipts.ts';
import { createRecipientDelivery } from './deliver.ts';
import { createCommunicationLogQueries } from './queries.ts';
import { createRecipientRounds } from './rounds.ts';
import { createAudienceWriter } from './write-audience.ts';

/** The log of all campaigns: one row for each recipient. */
export function createCommunicationLogRepository(deps: ReceiptDeps) {
  return {
    ...createCommunicationLogQueries(deps),
    ...createAudienceWriter(deps),
    ...createRecipientDelivery(deps),
    ...createRecipientRounds(deps),
    ...createReceiptApplication(deps),
  };
}
export type CommunicationLogRepository = ReturnType<typeof createCommunicationLogRepository>;
